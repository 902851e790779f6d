import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LogFile } from '../../../src/embedded/containers/logs/log-file.ts';
import { readLog } from '../../../src/embedded/containers/logs/log-reader.ts';
import type { LogOptions } from '../../../src/embedded/containers/types.ts';

function openLog(options: { rotateAt?: number } = {}): LogFile {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-log-'));
  const log = new LogFile(folder, options);
  onTestFinished(async () => {
    await log.end();
    rmSync(folder, { recursive: true, force: true });
  });
  return log;
}

async function texts(log: LogFile, options: LogOptions): Promise<string[]> {
  const found = [];
  for await (const line of readLog(log, options)) found.push(line.text);
  return found;
}

test('lines are put together from pieces, characters too', async () => {
  const log = openLog();
  const bytes = Buffer.from('příliš\nžluťoučký');
  for (const byte of bytes) await log.write('stdout', Buffer.from([byte]));
  await log.end();
  expect(await texts(log, {})).toEqual(['příliš\n', 'žluťoučký']);
});

test('the last lines and those since a time', async () => {
  const log = openLog();
  await log.write('stdout', Buffer.from('one\ntwo\nthree\n'));
  expect(await texts(log, { tailLines: 2 })).toEqual(['two\n', 'three\n']);
  expect(await texts(log, { tailLines: 0 })).toEqual([]);
  expect(await texts(log, { since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  expect(await texts(log, { since: new Date(Date.now() - 60_000).toISOString() })).toHaveLength(3);
});

test('a follower gets what is written later, and ends with the log', async () => {
  const log = openLog();
  await log.write('stdout', Buffer.from('before\n'));
  const follower = readLog(log, { follow: true, tailLines: 1 });
  expect((await follower.next()).value).toMatchObject({ text: 'before\n', stream: 'stdout' });
  await log.write('stderr', Buffer.from('after\n'));
  expect((await follower.next()).value).toMatchObject({ text: 'after\n', stream: 'stderr' });
  await log.write('stdout', Buffer.from('rest'));
  const last = follower.next();
  await log.end();
  expect((await last).value).toMatchObject({ text: 'rest' });
  expect((await follower.next()).done).toBe(true);
});

test('a follower can be cancelled', async () => {
  const log = openLog();
  const abort = new AbortController();
  const follower = texts(log, { follow: true, signal: abort.signal });
  abort.abort();
  expect(await follower).toEqual([]);
});

test('a follower continues over rotations, and old generations are removed', async () => {
  const log = openLog({ rotateAt: 2000 });
  const follower = texts(log, { follow: true });
  const expected = [];
  for (let number = 0; number < 200; number += 1) {
    expected.push(`line ${number}\n`);
    await log.write('stdout', Buffer.from(`line ${number}\n`));
    await log.flushed();
    // The writer waits for the reader, which would lose lines that it has not read within two generations.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await log.end();
  expect(await follower).toEqual(expected);
  expect(readdirSync(log.folder).length).toBeLessThanOrEqual(2);
  expect((await texts(log, {})).at(-1)).toBe('line 199\n');
});

test('a long line is split', async () => {
  const log = openLog();
  await log.write('stdout', Buffer.from(`${'x'.repeat(40_000)}\n`));
  await log.end();
  const pieces = await texts(log, {});
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(`${'x'.repeat(40_000)}\n`);
});
