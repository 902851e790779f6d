import { execa } from 'execa';
import { join } from 'node:path';
import { packageRoot } from '../../src/system/package-root.ts';

export interface RehearsedStep {
  id: string;
  command?: string;
  verdict: string;
  ms: number;
  exitCode?: number;
  failures: { expected: string; got: string }[];
  output?: string;
}

export interface Rehearsal {
  stage: string;
  verdict: string;
  ms: number;
  scenes: { id: string; verdict: string; ms: number; steps: RehearsedStep[] }[];
}

/** Runs pycont as a user does, with the Node that runs the tests. */
export async function pycont(args: string[], env: Record<string, string>, timeout = 300_000) {
  return execa(process.execPath, [join(packageRoot(), 'bin', 'pycont'), ...args], {
    env,
    reject: false,
    timeout,
  });
}

export async function rehearse(
  args: string[],
  env: Record<string, string>,
  timeout?: number,
): Promise<Rehearsal> {
  const { stdout, stderr } = await pycont(['rehearse', '--json', ...args], env, timeout);
  try {
    return JSON.parse(stdout) as Rehearsal;
  } catch {
    throw new Error(`no rehearsal:\n${stderr}\n${stdout}`);
  }
}

/** What failed, in words for the test's report; empty when everything passed. */
export function failures({ scenes }: Rehearsal): string[] {
  return scenes.flatMap(({ id, steps }) =>
    steps
      .filter(({ verdict }) => verdict === 'failed')
      .map(
        ({ id: step, failures: found, output }) => `${id}/${step}: ${JSON.stringify(found)}\n${output ?? ''}`,
      ),
  );
}

export function stepOf({ scenes }: Rehearsal, scene: string, step: string): RehearsedStep {
  const found = scenes.find(({ id }) => id === scene)?.steps.find(({ id }) => id === step);
  if (!found) throw new Error(`no step ${step} in scene ${scene}`);
  return found;
}
