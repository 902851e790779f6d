/** The append-only record of a talk: each record is on disk before the next event happens. */
import { mkdir, open, readFile, rename, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JOURNAL } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { JOURNAL_VERSION, decodeRecord } from './journal-record.ts';
import type { JournalEvent, JournalRecord } from './journal-record.ts';
import { storageError } from '../../errors/storage-error.ts';

export interface JournalContent {
  records: JournalRecord[];
  /** Length in bytes of the complete records; after them there may be a part of one, from a crash. */
  bytes: number;
  torn: boolean;
}

const EMPTY: JournalContent = { records: [], bytes: 0, torn: false };

/** Reads without changing anything. A missing file is an empty journal. */
export async function readJournal(file: string): Promise<JournalContent> {
  let data: Buffer;
  try {
    data = await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY;
    throw storageError(cause, file);
  }
  const records: JournalRecord[] = [];
  let at = 0;
  while (at < data.length) {
    const end = data.indexOf(0x0a, at);
    const line = data.toString('utf8', at, end === -1 ? data.length : end);
    const decoded = decodeRecord(line);
    if ('record' in decoded && end !== -1 && decoded.record.seq === records.length + 1) {
      records.push(decoded.record);
      at = end + 1;
      continue;
    }
    if ('problem' in decoded && decoded.problem === 'version')
      throw otherVersion(file, records.length + 1, decoded.version);
    // A crash can only leave the last line incomplete; any other damage has another cause.
    if (end === -1 || end === data.length - 1) return { records, bytes: at, torn: true };
    throw new UserError(JOURNAL.damaged({ file, line: records.length + 1 }), JOURNAL.resetDamaged);
  }
  return { records, bytes: at, torn: false };
}

function otherVersion(file: string, line: number, found: unknown): UserError {
  const version = JSON.stringify(found) ?? '–';
  const message = JOURNAL.otherVersion({ file, version, line, known: JOURNAL_VERSION });
  return new UserError(message, JOURNAL.useOtherPycont);
}

export class Journal {
  readonly file: string;
  readonly #handle: FileHandle;
  #bytes: number;
  #seq: number;

  private constructor(file: string, handle: FileHandle, content: JournalContent) {
    this.file = file;
    this.#handle = handle;
    this.#bytes = content.bytes;
    this.#seq = content.records.length;
  }

  /** @returns the journal ready for appending, and what it holds; an incomplete last line is removed */
  static async open(file: string): Promise<{ journal: Journal; content: JournalContent }> {
    const content = await readJournal(file);
    try {
      await mkdir(dirname(file), { recursive: true });
      if (content.torn) await truncate(file, content.bytes);
      const handle = await open(file, 'a', 0o600);
      await handle.sync();
      await syncFolder(dirname(file));
      return { journal: new Journal(file, handle, content), content };
    } catch (cause) {
      throw storageError(cause, file);
    }
  }

  /** On disk when it resolves. */
  async append(event: JournalEvent): Promise<JournalRecord> {
    const record: JournalRecord = {
      v: JOURNAL_VERSION,
      seq: this.#seq + 1,
      at: new Date().toISOString(),
      ...event,
    };
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      const { bytesWritten } = await this.#handle.write(line);
      if (bytesWritten < line.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
      await this.#handle.datasync();
    } catch (cause) {
      // Once there is room again, half a record would be damage in the middle of the journal.
      await this.#handle.truncate(this.#bytes).catch(() => {});
      throw storageError(cause, this.file);
    }
    this.#bytes += line.length;
    this.#seq += 1;
    return record;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** Archives the journal, so that the next talk starts from the beginning. @returns where it is now, if there was one */
export async function archiveJournal(file: string, now = new Date()): Promise<string | undefined> {
  const archive = join(dirname(file), 'archive');
  const target = join(archive, `journal-${now.toISOString().replace(/[:.]/g, '-')}.jsonl`);
  try {
    await mkdir(archive, { recursive: true });
    await rename(file, target);
    await syncFolder(dirname(file));
    return target;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw storageError(cause, file);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
