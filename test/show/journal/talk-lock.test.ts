import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockHolder, lockTalk } from '../../../src/show/journal/talk-lock.ts';
import { UserError } from '../../../src/errors/user-error.ts';
import { temporaryFolder } from '../temporary.ts';

test('a second player is told who plays, and may play afterwards', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'lock');
  const lock = await lockTalk(file);
  expect(await lockHolder(file)).toBe(process.pid);
  await expect(lockTalk(file)).rejects.toThrow(`process ${process.pid}`);
  await expect(lockTalk(file)).rejects.toThrow(UserError);
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
  await (await lockTalk(file)).release();
});

test('the lock of a player that died does not hold', async () => {
  const file = join(temporaryFolder(), 'lock');
  const child = spawn('true');
  await once(child, 'exit');
  writeFileSync(file, `${child.pid} 123\n`);
  expect(await lockHolder(file)).toBeUndefined();
  await (await lockTalk(file)).release();
});

test('a lock whose process number belongs to another program by now does not hold', async () => {
  const file = join(temporaryFolder(), 'lock');
  writeFileSync(file, `${process.pid} 1\n`);
  await (await lockTalk(file)).release();
  expect(existsSync(file)).toBe(false);
});

test('a broken lock file does not hold', async () => {
  const file = join(temporaryFolder(), 'lock');
  writeFileSync(file, 'garbage');
  await (await lockTalk(file)).release();
});
