import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './package-root.ts';
import { UserError } from '../errors/user-error.ts';
import { LANGUAGES, SYSTEM, translator } from '../messages/index.ts';
import type { Text } from '../messages/index.ts';

/** The file descriptor to which a detached program writes `ready`, or why it cannot start, before closing it. */
export const STATUS_DESCRIPTOR = 3;

/** What it writes if it cannot start: the reason in every language, since it does not know the reader's. */
export function refusal(error: unknown): string {
  const why = error instanceof UserError ? error.texts.message : (error as Error).message;
  return JSON.stringify(Object.fromEntries(LANGUAGES.map((each) => [each, translator(each)(why)])));
}

/**
 * Starts a bundled program that outlives this process, and waits until it is ready.
 * @param name file in dist/ without its ending
 * @param log absolute path of the file that gets its output; created with its folder
 * @throws {UserError} with the program's reason if it does not start
 */
export async function startDetached(name: string, args: string[], log: string): Promise<void> {
  const output = openLog(log);
  const child = spawn(process.execPath, [join(packageRoot(), 'dist', `${name}.js`), ...args], {
    detached: true,
    cwd: dirname(log),
    stdio: ['ignore', output, output, 'pipe'],
  });
  closeSync(output);
  const status = await read(child.stdio[STATUS_DESCRIPTOR] as NodeJS.ReadableStream);
  child.unref();
  if (status === 'ready') return;
  const why = status ? reasonIn(status) : lastLine(log);
  throw new UserError(SYSTEM.notStarted({ program: name, why }), SYSTEM.readLog({ file: log }));
}

function openLog(log: string): number {
  try {
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    return openSync(log, 'a', 0o600);
  } catch (error) {
    throw new UserError(SYSTEM.cannotWriteState({ why: (error as Error).message }), SYSTEM.makeRoom, {
      cause: error,
    });
  }
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text.trim();
}

/** @param status a `refusal`, or the beginning of one */
function reasonIn(status: string): Text {
  try {
    return SYSTEM.said(JSON.parse(status) as Parameters<typeof SYSTEM.said>[0]);
  } catch {
    return status;
  }
}

function lastLine(file: string): Text {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) || SYSTEM.noOutput;
}
