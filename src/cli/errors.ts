/** Prints every error that ends the program, with its remedy. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { FAULTS } from '../messages/index.ts';
import type { Text, Translate } from '../messages/index.ts';

const USAGE = 2;
/** EX_SOFTWARE: a fault of pycont. */
const INTERNAL = 70;

/** Prints the error to stderr. @returns the exit code */
export async function exitCodeOf(error: unknown, translate: Translate): Promise<number> {
  if (error instanceof CommanderError) return USAGE;
  const known = error instanceof UserError ? error : await asStorageError(error);
  if (known instanceof UserError) {
    process.stderr.write(`pycont: ${translate(known.texts.message)}\n→ ${translate(known.texts.remedy)}\n`);
    if (process.env.PYCONT_DEBUG) process.stderr.write(`${stackOf(known)}\n`);
    return known.exitCode;
  }
  const message = FAULTS.internal({ why: messageOf(error) });
  process.stderr.write(`pycont: ${translate(message)}\n→ ${translate(whereStackIs(error))}\n`);
  return INTERNAL;
}

async function asStorageError(error: unknown): Promise<unknown> {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') return new UserError(FAULTS.folderGone, FAULTS.changeFolder);
  if (!code || !path) return error;
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

function whereStackIs(error: unknown): Text {
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
    return FAULTS.report({ file });
  } catch {
    return FAULTS.reportDebug;
  }
}
