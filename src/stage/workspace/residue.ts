import { execa } from 'execa';
import { NAMESPACE } from '../../notation/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';
import type { DeadPart, Stage } from '../types.ts';

/** What the talk leaves in the world; ended in this order. Each may be gone already. */
const ENDINGS: [string, ...string[]][] = [
  // Redis' image asks for a volume, which has no name to find it by afterwards.
  ['docker', 'rm', '--force', '--volumes', 'kad', 'redis'],
  ['docker', 'network', 'rm', 'pycont'],
  // Version 0.0 of the app would use up its whole grace period, and nobody is watching any more. Its controllers go
  // first and leave it behind: they would put new pods, with a grace period of their own, into its place.
  [
    'kubectl',
    'delete',
    'deployments,replicasets',
    '--all',
    `--namespace=${NAMESPACE}`,
    '--cascade=orphan',
    '--wait=false',
  ],
  [
    'kubectl',
    'delete',
    'pods',
    '--all',
    `--namespace=${NAMESPACE}`,
    '--grace-period=0',
    '--force',
    '--wait=false',
  ],
  ['kubectl', 'delete', 'namespace', NAMESPACE, '--ignore-not-found', '--timeout=2m'],
  ['kubectl', 'delete', 'customresourcedefinition', 'latencyscalers.pycont.dev', '--ignore-not-found'],
];

const PATIENCE_MILLISECONDS = 150_000;

/**
 * Ends everything a talk leaves in the world; the same commands on every stage.
 * @throws {UserError} when a part of the stage died meanwhile, and what is in the others is ended all the same; when
 * the namespace does not go
 */
export async function endResidue(
  environment: Record<string, string>,
  watchOver: NonNullable<Stage['watchOver']>,
): Promise<void> {
  const dead: DeadPart[] = [];
  for (const [program, ...args] of ENDINGS) {
    const part = program === 'docker' ? 'engine' : 'cluster';
    if (dead.some((each) => each.part === part)) continue;
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
    if (failed && !isCanceled && args.includes('namespace')) throw stillThere(stderr);
  }
  const [first] = dead;
  if (first) throw new UserError(WORKSPACE.partSilent({ part: first.name }), WORKSPACE.startAndReset);
}

function stillThere(said: string): UserError {
  const why = said.trim() || WORKSPACE.notDeleted;
  return new UserError(WORKSPACE.namespaceStays({ why }), WORKSPACE.findBlocker);
}
