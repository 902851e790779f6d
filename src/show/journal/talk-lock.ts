/** One player at a time for one talk: the lock file names the process that holds it. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JOURNAL } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { storageError } from '../../errors/storage-error.ts';
import { identify, isRunning } from '../../system/process-identity.ts';

export interface TalkLock {
  release(): Promise<void>;
}

/** @throws UserError if another player, or a rehearsal, holds the lock */
export async function lockTalk(file: string): Promise<TalkLock> {
  const mine = `${process.pid} ${identify(process.pid)?.startedAt ?? ''}\n`;
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, mine, { mode: 0o600 });
  } catch (cause) {
    throw storageError(cause, file);
  }
  try {
    for (;;) {
      // A link is atomic, and the file has its content from the start.
      if (await linked(draft, file)) return { release: () => release(file, mine) };
      const holder = await readFile(file, 'utf8').catch(() => '');
      if (alive(holder)) throw taken(holder);
      await setAside(file, holder, draft);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The process that plays now, if there is one. */
export async function lockHolder(file: string): Promise<number | undefined> {
  const holder = await readFile(file, 'utf8').catch(() => '');
  return alive(holder) ? Number(holder.split(' ')[0]) : undefined;
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw storageError(cause, file);
  }
}

/** Two processes may find the same stale lock: what was renamed is put back if it is another one. */
async function setAside(file: string, stale: string, draft: string): Promise<void> {
  const aside = `${draft}.stale`;
  await rename(file, aside).catch(() => {});
  const taken = await readFile(aside, 'utf8').catch(() => stale);
  if (taken !== stale) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

function alive(holder: string): boolean {
  const [, pid, startedAt] = /^([1-9]\d*) ?(.*)$/.exec(holder.trim()) ?? [];
  if (pid === undefined) return false;
  if (startedAt) return isRunning({ pid: Number(pid), startedAt });
  try {
    process.kill(Number(pid), 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return true;
}

function taken(holder: string): UserError {
  return new UserError(JOURNAL.anotherPlayer({ pid: Number(holder.split(' ')[0]) }), JOURNAL.useItsTerminal);
}
