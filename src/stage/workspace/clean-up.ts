import { execa } from 'execa';
import { NAMESPACE } from '../../notation/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';
import type { DeadPart, Stage } from '../types.ts';

/** Commands that remove what the talk leaves on the stage, in this order. Each object may already be gone. */
const COMMANDS: [string, ...string[]][] = [
  // Redis' image has an anonymous volume, which could not be found afterwards.
  ['docker', 'rm', '--force', '--volumes', 'kad', 'redis'],
  ['docker', 'network', 'rm', 'pycont'],
  // Version 0.0 of the app would use its whole grace period. Its controllers are deleted first, without their pods,
  // since they would replace the pods with new ones.
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

const TIMEOUT_MS = 150_000;

/**
 * Removes everything a talk leaves on the stage; the same commands on every stage.
 * @throws {UserError} if a part of the stage died, after cleaning up the others; if the namespace is not deleted
 */
export async function cleanUp(
  environment: Record<string, string>,
  watchOver: NonNullable<Stage['watchOver']>,
): Promise<void> {
  const dead: DeadPart[] = [];
  for (const [program, ...args] of COMMANDS) {
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
      timeout: TIMEOUT_MS,
      cancelSignal: died.signal,
    });
    watch.stop();
    if (failed && !isCanceled && args.includes('namespace')) throw notDeleted(stderr);
  }
  const [first] = dead;
  if (first) throw new UserError(WORKSPACE.partSilent({ part: first.name }), WORKSPACE.startAndReset);
}

function notDeleted(output: string): UserError {
  const why = output.trim() || WORKSPACE.notDeleted;
  return new UserError(WORKSPACE.namespaceStays({ why }), WORKSPACE.findBlocker);
}
