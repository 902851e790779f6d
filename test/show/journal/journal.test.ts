import { appendFileSync, chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal, archiveJournal, readJournal } from '../../../src/show/journal/journal.ts';
import { UserError } from '../../../src/errors/user-error.ts';
import { temporaryFolder } from '../temporary.ts';

const started = { kind: 'scene-started', scene: 'a' } as const;
const intended = { kind: 'step-intended', scene: 'a', step: 'b' } as const;

async function written(): Promise<string> {
  const file = join(temporaryFolder(), 'talk', 'journal.jsonl');
  const { journal } = await Journal.open(file);
  await journal.append(started);
  await journal.append(intended);
  await journal.close();
  return file;
}

test('records are numbered, dated and kept in their order', async () => {
  const { records, torn } = await readJournal(await written());
  expect(records).toEqual([
    { v: 1, seq: 1, at: expect.stringMatching(/^\d{4}-.*Z$/), ...started },
    { v: 1, seq: 2, at: expect.stringMatching(/^\d{4}-.*Z$/), ...intended },
  ]);
  expect(torn).toBe(false);
});

test('a journal that is not there is empty', async () => {
  expect(await readJournal(join(temporaryFolder(), 'none'))).toEqual({ records: [], bytes: 0, torn: false });
});

test('an incomplete last line, wherever it ends, is removed, and the journal continues before it', async () => {
  const file = await written();
  const whole = readFileSync(file);
  const second = whole.indexOf('\n') + 1;
  for (let length = second + 1; length < whole.length; length += 1) {
    writeFileSync(file, whole.subarray(0, length));
    const { journal, content } = await Journal.open(file);
    expect(content).toMatchObject({ torn: true, bytes: second });
    await journal.append(intended);
    await journal.close();
    expect((await readJournal(file)).records.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'scene-started'],
      [2, 'step-intended'],
    ]);
  }
});

test('zeros after a power loss count as torn', async () => {
  const file = await written();
  appendFileSync(file, Buffer.alloc(40));
  expect(await readJournal(file)).toMatchObject({ torn: true, records: [{ seq: 1 }, { seq: 2 }] });
});

test.each([
  ['damage in the middle', (text: string) => text.replace('scene-started', 'scene-'), /damaged in line 1/],
  ['a missing record', (text: string) => text.replace(/^.*\n/, '') + text, /damaged in line 1/],
  ['another version', (text: string) => text.replace('"v":1', '"v":7'), /version 7 in line 1/],
  [
    'another version at the end',
    (text: string) => text.replace(/"v":1(?=.*\n$)/, '"v":"x"'),
    /version "x" in line 2/,
  ],
])('%s is told and nothing is thrown away', async (_what, change, problem) => {
  const file = await written();
  const text = change(readFileSync(file, 'utf8'));
  writeFileSync(file, text);
  await expect(Journal.open(file)).rejects.toThrow(problem);
  await expect(Journal.open(file)).rejects.toThrow(UserError);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a disk that is full is told, and leaves no half record', async () => {
  // /dev/full takes nothing: every write to it fails for lack of space.
  if (!existsSync('/dev/full')) return;
  const file = await written();
  const full = await promises.open('/dev/full', 'w');
  const { open } = promises;
  promises.open = async (...args) => Object.assign(await open(...args), { write: full.write.bind(full) });
  syncBuiltinESMExports();
  const { journal } = await Journal.open(file).finally(() => {
    promises.open = open;
    syncBuiltinESMExports();
  });
  await expect(journal.append(intended)).rejects.toThrow(/the disk is full/);
  await journal.close();
  await full.close();
  expect((await readJournal(file)).records).toHaveLength(2);
});

test('a folder that cannot be written is told with what to do', async () => {
  if (process.getuid?.() === 0) return;
  const folder = temporaryFolder();
  chmodSync(folder, 0o500);
  await expect(Journal.open(join(folder, 'talk', 'journal.jsonl'))).rejects.toThrow(/permission/);
});

test('a file where the home should be is told', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'talk'), '');
  await expect(Journal.open(join(folder, 'talk', 'journal.jsonl'))).rejects.toThrow(UserError);
});

test('an archived journal is kept', async () => {
  const file = await written();
  const text = readFileSync(file, 'utf8');
  const archived = await archiveJournal(file);
  expect(readFileSync(archived!, 'utf8')).toBe(text);
  expect(readdirSync(join(file, '..'))).toEqual(['archive']);
  expect(await archiveJournal(file)).toBeUndefined();
});
