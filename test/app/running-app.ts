import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/system/package-root.ts';

export interface RunningApp {
  url: string;
  process: ChildProcess;
  /** Its temporary folder. */
  tmp: string;
  /** Log lines so far. */
  lines: Record<string, unknown>[];
  /** Resolves with the first line, past or future, whose message is this. */
  logged(message: string): Promise<Record<string, unknown>>;
  exit: Promise<number | null>;
  stop(): Promise<void>;
}

/** The app as it ends, as a process of its own on a free port. @param config what its config file says */
export async function runApp(env: Record<string, string> = {}, config = ''): Promise<RunningApp> {
  const tmp = mkdtempSync(join(tmpdir(), 'kad-'));
  const configFile = join(tmp, 'config.yml');
  writeFileSync(configFile, config);
  const child = spawn(process.execPath, [join(packageRoot(), 'src/app/src/server.ts')], {
    env: {
      PATH: process.env.PATH,
      TMPDIR: tmp,
      PORT: '0',
      REDIS_SERVER: '127.0.0.1:1',
      CONFIG_FILE: configFile,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  const waiting: { message: string; resolve: (line: Record<string, unknown>) => void }[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
    const line = JSON.parse(text) as Record<string, unknown>;
    lines.push(line);
    for (const { message, resolve } of waiting) if (line.message === message) resolve(line);
  });
  const logged = (message: string) =>
    new Promise<Record<string, unknown>>((resolve) => {
      const past = lines.find((line) => line.message === message);
      if (past) resolve(past);
      else waiting.push({ message, resolve });
    });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const { address } = (await logged('listening')) as { address: { port: number } };
  return {
    url: `http://127.0.0.1:${address.port}`,
    process: child,
    tmp,
    lines,
    logged,
    exit,
    async stop() {
      child.kill('SIGKILL');
      await exit;
      rmSync(tmp, { recursive: true, force: true });
    },
  };
}
