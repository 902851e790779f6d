/** The processes that a real stage consists of, where they are processes of this machine: frozen, killed, started again. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { identify } from '../../../src/system/process-identity.ts';

export interface Victim {
  pid: number;
  command: string[];
  cwd: string;
  env: Record<string, string>;
}

/** @returns undefined where none runs, or somebody else's cluster is none of our business */
export function processOf(program: string): Victim | undefined {
  if (!process.env.REALSTAGE) return undefined;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const command = words(`/proc/${entry}/cmdline`);
      if (basename(command[0] ?? '') !== program) continue;
      const variables = words(`/proc/${entry}/environ`).map((each) => each.split(/=(.*)/s));
      return {
        pid: Number(entry),
        command,
        cwd: readlinkSync(`/proc/${entry}/cwd`),
        env: Object.fromEntries(variables.map(([name, value]) => [name, value ?? ''])),
      };
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined;
}

function words(file: string): string[] {
  return readFileSync(file, 'utf8').split('\0').filter(Boolean);
}

/** As it ran before, in the place where its stage remembers it. */
export function startAgain({ pid, command, cwd, env }: Victim): void {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, env, detached: true, stdio: 'ignore' });
  child.unref();
  const pids = join(dirname(process.env.KUBECONFIG ?? ''), 'pids', basename(program));
  if (!existsSync(pids) || !readFileSync(pids, 'utf8').startsWith(`${pid} `)) return;
  writeFileSync(pids, `${child.pid} ${identify(child.pid!)!.startedAt}\n`);
}

export async function answers(program: string, ...args: string[]): Promise<void> {
  const ask = async () => (await execa(program, args, { reject: false, timeout: 5_000 })).failed;
  await expect.poll(ask, { timeout: 60_000 }).toBe(false);
}
