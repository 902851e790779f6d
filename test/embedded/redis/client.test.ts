import { execa } from 'execa';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { showTyped } from '../../../src/embedded/redis/client/show.ts';
import { AnswerParser } from '../../../src/embedded/redis/client/answer-parser.ts';
import { startRedis } from './redis-process.ts';
import type { RedisProcess } from './redis-process.ts';

let redis: RedisProcess;
beforeAll(async () => {
  redis = await startRedis(['--save', '']);
});
afterAll(() => redis.stop());

const cli = async (args: string[], input = '') => {
  const program = [join(packageRoot(), 'src/embedded/redis/main.ts'), 'cli', '-p', String(redis.port)];
  const { stdout, exitCode } = await execa(process.execPath, [...program, ...args], { input, reject: false });
  return { stdout, exitCode };
};

test('one command, with a raw answer without a terminal', async () => {
  expect(await cli(['ping'])).toEqual({ stdout: 'PONG', exitCode: 0 });
  expect(await cli(['set', 'word', 'žluť'])).toEqual({ stdout: 'OK', exitCode: 0 });
  expect((await cli(['get', 'word'])).stdout).toBe('žluť');
  expect((await cli(['incr', 'hits'])).stdout).toBe('1');
  expect((await cli(['get', 'none'])).stdout).toBe('');
  expect((await cli(['mget', 'hits', 'word'])).stdout).toBe('1\nžluť');
});

test('with types on a terminal', async () => {
  await cli(['set', 'quote', 'say "hi"']);
  expect((await cli(['--no-raw', 'get', 'quote'])).stdout).toBe('"say \\"hi\\""');
  expect((await cli(['--no-raw', 'strlen', 'quote'])).stdout).toBe('(integer) 8');
  expect((await cli(['--no-raw', 'get', 'none'])).stdout).toBe('(nil)');
  expect((await cli(['--no-raw', 'nonsense'])).stdout).toMatch(/^\(error\) ERR unknown command/);
});

test('interactive commands', async () => {
  const { stdout } = await cli(['-n', '2'], 'set "two words" 1\n\nget "two words"\nexit\nget never\n');
  expect(stdout).toBe('OK\n1');
});

test('no server is an error', async () => {
  const { stdout, exitCode } = await cli(['-p', '1', 'ping']);
  expect([stdout, exitCode]).toEqual(['', 1]);
});

test('answers in several chunks, nested lists', () => {
  const parser = new AnswerParser();
  const text = '*3\r\n:1\r\n*2\r\n$1\r\na\r\n$-1\r\n*0\r\n+OK\r\n';
  const answers = [...text].flatMap((char) => parser.push(char));
  expect(answers.map((answer) => showTyped(answer))).toEqual([
    '1) (integer) 1\n2) 1) "a"\n   2) (nil)\n3) (empty array)',
    'OK',
  ]);
});
