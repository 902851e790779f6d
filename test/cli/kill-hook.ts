/**
 * `node --import` this: the player then kills itself at the first boundary of its journal at which no player before it
 * was killed. There are two kinds of boundary: a record has just reached the disk; or what it tells has happened, and
 * the record has not been written.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { JournalRecord } from '../../src/show/journal/journal-record.ts';

const killedAt = process.env.KILLED_AT!;
/** Before any other record, the stage is as it was after the record before. */
const ENDS = new Set(['step-done', 'step-failed', 'world-restored']);

const open = promises.open;
promises.open = async (path, flags, mode) => {
  const handle = await open(path, flags, mode);
  if (String(path).endsWith('journal.jsonl') && flags === 'a') watch(handle);
  return handle;
};
syncBuiltinESMExports();

function watch(handle: FileHandle): void {
  let last = '';
  const write = handle.write.bind(handle) as (line: Buffer) => Promise<unknown>;
  handle.write = (async (line: Buffer) => {
    const record = JSON.parse(line.toString()) as JournalRecord;
    const { scene, step } = record as { scene?: string; step?: string };
    last = [record.kind, scene, step].filter(Boolean).join(' ');
    if (ENDS.has(record.kind)) dieOnce(`before ${last}`);
    return write(line);
  }) as FileHandle['write'];
  const datasync = handle.datasync.bind(handle);
  handle.datasync = async () => {
    await datasync();
    dieOnce(`after ${last}`);
  };
}

function dieOnce(boundary: string): void {
  if (readFileSync(killedAt, 'utf8').split('\n').includes(boundary)) return;
  appendFileSync(killedAt, `${boundary}\n`);
  process.kill(process.pid, 'SIGKILL');
}
