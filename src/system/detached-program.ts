import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './package-root.ts';
import { UserError } from '../errors/user-error.ts';

/** The descriptor on which a detached program says `ready`, or why it cannot be, and closes it. */
export const WORD_DESCRIPTOR = 3;

/**
 * Starts one of the bundled programs so that it outlives this process, and waits for its word.
 * @param name file in dist/ without its ending
 * @param log absolute path of the file that gets its output; made with its folder
 * @throws {UserError} with the program's own words when it is not ready
 */
export async function startDetached(name: string, args: string[], log: string): Promise<void> {
  const output = openLog(log);
  const child = spawn(process.execPath, [join(packageRoot(), 'dist', `${name}.js`), ...args], {
    detached: true,
    cwd: dirname(log),
    stdio: ['ignore', output, output, 'pipe'],
  });
  closeSync(output);
  const word = await read(child.stdio[WORD_DESCRIPTOR] as NodeJS.ReadableStream);
  child.unref();
  if (word === 'ready') return;
  throw new UserError(
    `The ${name} did not start: ${word || lastLine(log)}`,
    `Read ${log}, or run 'pycont doctor'.`,
  );
}

function openLog(log: string): number {
  try {
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    return openSync(log, 'a', 0o600);
  } catch (error) {
    throw new UserError(
      `pycont cannot write its state: ${(error as Error).message}`,
      'Make room, give the folder write permission, or set PYCONT_HOME to another folder.',
      { cause: error },
    );
  }
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text.trim();
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) || 'it said nothing';
}
