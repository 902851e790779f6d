/** Runs small programs under the hook, as a container would. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';

const hook = new URL('../../../src/embedded/network/hook.ts', import.meta.url).href;
const running = new Set<ChildProcess>();
const folders = new Set<string>();

afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  running.clear();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
});

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-network-'));
  folders.add(folder);
  return folder;
}

export interface Hooked {
  /** The next line of the program's output. */
  line(): Promise<string>;
  child: ChildProcess;
}

/** @param prefix a command that runs the program, e.g. `unshare --user` */
export function hooked(code: string, env: Record<string, string>, prefix: string[] = []): Hooked {
  const [program, ...args] = [...prefix, process.execPath];
  const child = spawn(program!, [...args, '--import', hook, '--input-type=module', '-e', code], {
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    child,
    line: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error('the program ended without a further line');
      return value;
    },
  };
}
