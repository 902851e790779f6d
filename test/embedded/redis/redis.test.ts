/** Our Redis with ioredis, and its behaviour as a process. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawClient, startRedis } from './redis-process.ts';
import type { RedisProcess } from './redis-process.ts';

let folder: string;
const running: RedisProcess[] = [];
const clients: Redis[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-redis-'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')));
  await rm(folder, { recursive: true, force: true });
});

async function start(...args: string[]): Promise<RedisProcess> {
  const server = await startRedis(['--dir', folder, ...args]);
  running.push(server);
  return server;
}
function client(server: RedisProcess): Redis {
  const made = new Redis(server.port, '127.0.0.1');
  // It keeps reconnecting when a test stops the server, which these tests do not check.
  made.on('error', () => {});
  clients.push(made);
  return made;
}

test('ioredis counts, pipelines, transacts and subscribes', async () => {
  const server = await start();
  const redis = client(server);
  expect(await redis.incr('hits')).toBe(1);
  expect(await redis.pipeline().incr('hits').get('hits').exec()).toEqual([
    [null, 2],
    [null, '2'],
  ]);
  expect(await redis.multi().set('a', 'ž').get('a').exec()).toEqual([
    [null, 'OK'],
    [null, 'ž'],
  ]);
  const binary = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await redis.set('bytes', binary);
  expect(await redis.getBuffer('bytes')).toEqual(binary);
  const subscriber = client(server);
  expect(await subscriber.subscribe('news')).toBe(1);
  const message = once(subscriber, 'message');
  expect(await redis.publish('news', 'hello')).toBe(1);
  expect(await message).toEqual(['news', 'hello']);
  expect(await redis.info('server')).toContain('redis_version:');
});

test('a request in pieces, requests in one piece, and inline commands', async () => {
  const raw = new RawClient((await start()).port);
  for (const byte of '*1\r\n$4\r\nPING\r\n') raw.socket.write(byte);
  expect(await raw.answer()).toBe('+PONG\r\n');
  raw.socket.write('PING\r\nSET "a key" \'v\'\r\nGET "a key"\r\n\r\nPING\r\n');
  expect([await raw.answer(), await raw.answer(), await raw.answer(), await raw.answer()]).toEqual([
    '+PONG\r\n',
    '+OK\r\n',
    '$1\r\nv\r\n',
    '+PONG\r\n',
  ]);
  raw.socket.write('*1\r\n:5\r\n');
  expect(await raw.answer()).toBe("-ERR Protocol error: expected '$', got ':'\r\n");
  await once(raw.socket, 'close');
});

test('data expire', async () => {
  const redis = client(await start());
  await redis.set('short', 'lived', 'PX', 30);
  while ((await redis.get('short')) !== null);
  expect(await redis.exists('short')).toBe(0);
  expect(await redis.dbsize()).toBe(0);
});

test('SIGTERM saves and exits with 0; the next process has the data', async () => {
  const first = await start();
  const redis = client(first);
  await redis.set('hits', '41');
  await redis.set('soon', 'gone', 'EX', 1000);
  await redis.hset('h', { a: '1' });
  await redis.rpush('l', 'x', 'y');
  await redis.select(3);
  await redis.sadd('s', 'm');
  expect(await first.stop()).toBe(0);
  const again = client(await start());
  expect(await again.incr('hits')).toBe(42);
  expect(await again.ttl('soon')).toBeGreaterThan(900);
  expect([await again.hgetall('h'), await again.lrange('l', 0, -1)]).toEqual([{ a: '1' }, ['x', 'y']]);
  await again.select(3);
  expect(await again.smembers('s')).toEqual(['m']);
});

test('with --appendonly yes nothing is lost by SIGKILL, and an incomplete command at the end is ignored', async () => {
  const first = await start('--appendonly', 'yes');
  const redis = client(first);
  await redis.set('a', '1', 'EX', 1000);
  await redis.incr('a');
  await redis.multi().rpush('l', 'x').rpush('l', 'y').exec();
  await first.stop('SIGKILL');
  await writeFile(join(folder, 'appendonly.aof'), '*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$5\r\nha', { flag: 'a' });
  const again = client(await start('--appendonly', 'yes'));
  expect(await again.get('a')).toBe('2');
  expect(await again.ttl('a')).toBeGreaterThan(900);
  expect(await again.lrange('l', 0, -1)).toEqual(['x', 'y']);
  expect(await again.exists('b')).toBe(0);
});

test('with --save "" nothing survives', async () => {
  const first = await start('--save', '');
  await client(first).set('a', '1');
  expect(await first.stop()).toBe(0);
  expect(await client(await start('--save', '')).dbsize()).toBe(0);
});

test('a password is required', async () => {
  const raw = new RawClient((await start('--requirepass', 'secret')).port);
  expect(await raw.ask('GET', 'a')).toBe('-NOAUTH Authentication required.\r\n');
  expect(await raw.ask('AUTH', 'wrong')).toMatch(/^-WRONGPASS/);
  expect(await raw.ask('AUTH', 'secret')).toBe('+OK\r\n');
  expect(await raw.ask('GET', 'a')).toBe('$-1\r\n');
  raw.socket.destroy();
});

test('options without effect are logged, invalid ones end it with a message', async () => {
  const server = await start('--maxmemory', '100mb', '--loglevel', 'warning');
  expect(server.output()).toContain('option maxmemory changes nothing');
  const wrong = await startRedis(['--port', 'many', '--dir', folder]);
  expect(await wrong.stop()).toBe(1);
  expect(wrong.output()).toMatch(/port: "many" is not a number/);
  expect(wrong.output()).not.toMatch(/\n\s+at /);
});

test('a port in use gives one line', async () => {
  const server = await start();
  const second = await startRedis(['--port', String(server.port), '--dir', folder]);
  await second.stop();
  expect(second.process.exitCode).toBe(1);
  expect(second.output()).toMatch(/cannot start: listen EADDRINUSE/);
});
