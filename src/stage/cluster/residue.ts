import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';
import type { DeadPart, Owned, OwnedKind, Stage, StagePart } from '../types.ts';

interface Ending {
  part: StagePart;
  command: [program: string, ...args: string[]];
  /** Reported if it fails; a command that only speeds up a later one may fail. */
  ends?: { kind: OwnedKind; names: string[] };
}

const CONTROLLERS = 'cronjobs,jobs,deployments,replicasets,statefulsets,daemonsets';

/** Commands that remove what a talk owns, in this order. Each object may be gone already. */
function endingsOf(owned: Owned): Ending[] {
  const docker = (kind: OwnedKind, ...args: string[]): Ending[] => {
    const names = owned[kind] ?? [];
    if (names.length === 0) return [];
    return [{ part: 'engine', command: ['docker', ...args, ...names], ends: { kind, names } }];
  };
  const kubectl = (...args: string[]): Ending => ({
    part: 'cluster',
    command: ['kubectl', 'delete', ...args],
  });
  const resources = (kind: OwnedKind, names = owned[kind] ?? [], timeout = '30s'): Ending[] => {
    if (names.length === 0) return [];
    return [
      { ...kubectl(kind, ...names, '--ignore-not-found', `--timeout=${timeout}`), ends: { kind, names } },
    ];
  };
  return [
    // Images may declare volumes, which have no name to find them by afterwards.
    ...docker('containers', 'rm', '--force', '--volumes'),
    ...docker('networks', 'network', 'rm'),
    ...docker('volumes', 'volume', 'rm', '--force'),
    ...docker('images', 'image', 'rm', '--force'),
    // An app that ignores signals would use up its whole grace period, and nobody is watching any more. Controllers go
    // first and leave their pods behind: they would put new ones, with a grace period of their own, into their place.
    ...(owned.namespaces ?? []).flatMap((name) => [
      kubectl(CONTROLLERS, '--all', `--namespace=${name}`, '--cascade=orphan', '--wait=false'),
      kubectl('pods', '--all', `--namespace=${name}`, '--grace-period=0', '--force', '--wait=false'),
    ]),
    // One by one, so that the one that is not deleted is reported.
    ...(owned.namespaces ?? []).flatMap((name) => resources('namespaces', [name], '2m')),
    ...resources('customresourcedefinitions'),
    ...resources('clusterrolebindings'),
    ...resources('clusterroles'),
    ...resources('persistentvolumes'),
  ];
}

const PATIENCE_MILLISECONDS = 150_000;

/**
 * Removes what a talk owns. A failure does not stop it: the rest is removed.
 * @throws {UserError} if a part of the stage died meanwhile, or something is not deleted
 */
export async function endResidue(
  owned: Owned,
  environment: Record<string, string>,
  watchOver: NonNullable<Stage['watchOver']>,
): Promise<void> {
  const dead: DeadPart[] = [];
  const failures: UserError[] = [];
  for (const { part, command, ends } of endingsOf(owned)) {
    if (dead.some((each) => each.part === part)) continue;
    const [program, ...args] = command;
    const died = new AbortController();
    const watch = watchOver([part], (found) => {
      dead.push(found);
      died.abort();
    });
    const { failed, isCanceled, stderr } = await execa(program, args, {
      env: environment,
      reject: false,
      timeout: PATIENCE_MILLISECONDS,
      cancelSignal: died.signal,
    });
    watch.stop();
    if (!failed || isCanceled || !ends) continue;
    const why = complaints(stderr);
    const wasGone = part === 'engine' && why === '' && stderr.trim() !== '';
    if (!wasGone) failures.push(notDeleted(ends, why));
  }
  const [first] = dead;
  if (first) throw new UserError(WORKSPACE.partSilent({ part: first.name }), WORKSPACE.startAndReset);
  if (failures[0]) throw failures[0];
}

/** The errors of docker, except those about names that are gone already; what it advises is not one. */
function complaints(stderr: string): string {
  const gone = /no such |not found/i;
  const lines = stderr.split('\n').filter((line) => !/^exit status|^\s*$/i.test(line));
  const errors = lines.filter((line) => /^error/i.test(line));
  return (errors.length > 0 ? errors : lines)
    .filter((line) => !gone.test(line))
    .join('\n')
    .trim();
}

function notDeleted({ kind, names }: { kind: OwnedKind; names: string[] }, said: string): UserError {
  const why = said || WORKSPACE.notDeleted;
  const what = { kind, names };
  const remedy =
    kind === 'namespaces' ? WORKSPACE.findBlocker({ namespace: names.join(' ') }) : WORKSPACE.findUser(what);
  return new UserError(WORKSPACE.stillExists({ ...what, why }), remedy);
}
