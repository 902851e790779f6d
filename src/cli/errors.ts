/** The one place where errors end: each is told in the way that helps the person who must act. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { UserError } from '../errors/user-error.ts';
import type { Tell } from './language/tell.ts';

const USAGE = 2;
/** EX_SOFTWARE: the mistake is pycont's own. */
const INTERNAL = 70;

/** Tells the error on stderr. @returns the exit code */
export async function exitCodeOf(error: unknown, tell: Tell): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  const told = error instanceof UserError ? error : await asStorageError(error);
  if (told instanceof UserError) {
    process.stderr.write(`pycont: ${tell(told.texts.message)}\n→ ${tell(told.texts.remedy)}\n`);
    if (process.env.PYCONT_DEBUG) process.stderr.write(`${stackOf(told)}\n`);
    return told.exitCode;
  }
  const message = `internal error: ${messageOf(error)}`;
  process.stderr.write(`pycont: ${tell(message)}\n→ ${tell(whereStackIs(error))}\n`);
  return INTERNAL;
}

async function asStorageError(error: unknown): Promise<unknown> {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall !== 'uv_cwd' && (!code || !path)) return error;
  const { STORAGE } = await import('../messages/index.ts');
  if (!code || !path) return new UserError(STORAGE.folderGone, STORAGE.changeFolder);
  const { storageError } = await import('../errors/storage-error.ts');
  return storageError(error, path);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.stack! : `${error.stack}\ncaused by: ${stackOf(error.cause)}`;
}

function whereStackIs(error: unknown): string {
  if (process.env.PYCONT_DEBUG) return stackOf(error);
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'pycont-error-')), 'error.txt');
    const facts = [
      `node ${process.version} on ${process.platform}`,
      process.argv.slice(2).join(' '),
      stackOf(error),
      '',
    ];
    writeFileSync(file, facts.join('\n'), { mode: 0o600 });
    return `This is a fault of pycont: please report it with ${file}`;
  } catch {
    return 'This is a fault of pycont: please report what PYCONT_DEBUG=1 prints';
  }
}
