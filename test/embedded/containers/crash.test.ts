import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { reapOrphans } from '../../../src/embedded/containers/runtime.ts';
import { modes } from './fixture.ts';

/** Starts a program with a runtime and a container, and waits until it is ready. */
async function startOwner(
  mode: string,
  folder: string,
  base: string,
): Promise<{ owner: ChildProcess; pids: number[] }> {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner.ts'), mode, folder, base], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void owner.kill('SIGKILL'));
  const [line] = (await once(owner.stdout!, 'data')) as [Buffer];
  const pids = JSON.parse(line.toString()) as number[];
  onTestFinished(() => pids.filter(isAlive).forEach((pid) => process.kill(pid, 'SIGKILL')));
  return { owner, pids };
}

const isAlive = (pid: number) => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe.runIf(existsSync('/proc/self/stat')).each(modes)('in mode %s', (mode) => {
  test('after kill -9 of the owner and the next start nothing is left', async () => {
    const base = mkdtempSync(join(tmpdir(), 'pycont-owner-'));
    onTestFinished(() => rmSync(base, { recursive: true, force: true }));
    const folder = join(base, 'containers');
    const { owner, pids } = await startOwner(mode, folder, base);
    expect(pids.length).toBeGreaterThanOrEqual(2);
    expect(pids.every(isAlive)).toBe(true);

    owner.kill('SIGKILL');
    await once(owner, 'exit');
    // The kernel kills the first processes with their owner; the next start ends the others.
    if (mode === 'namespaces') await expect.poll(() => pids.filter(isAlive)).toEqual([]);
    await reapOrphans(folder);
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(folder);
  });
});
