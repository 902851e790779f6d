/** The same conversations with the real redis-server and with ours give the same bytes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RawClient, realRedis, startRedis } from './redis-process.ts';
import type { RedisProcess } from './redis-process.ts';

/** One conversation a line, its commands separated by ` | `; words with spaces are quoted. */
const CONVERSATIONS = `
PING | PING hello | PING a b | ECHO hi | ECHO
set a 1 | GET a | STRLEN a | APPEND a 23 | GET a | GET missing | TYPE a | TYPE missing | GETRANGE a 0 1 | GETRANGE a -2 -1
SET a 1 NX | SET a 2 NX | GET a | SET b 1 XX | SET a 3 XX GET | GET a | SET a 4 GET | SET new x GET | SET new y NX GET
SET a 1 NX XX | SET a 1 EX | SET a 1 EX 0 | SET a 1 EX x | SET a 1 EX 5 PX 5 | SET a 1 KEEPTTL EX 5 | SET a 1 nonsense | SET a
SET t v EX 100 | TTL t | SET t w KEEPTTL | TTL t | SET t x | TTL t | PEXPIRE t 100000 | TTL t | PERSIST t | PERSIST t | TTL t | TTL missing | PTTL missing
SET t v | EXPIRE t 100 NX | EXPIRE t 200 NX | EXPIRE t 50 GT | EXPIRE t 50 LT | EXPIRE t x | EXPIRE missing 5 | EXPIRE t -1 | EXISTS t | EXPIRE t | EXPIRE t 5 FOO
SETEX s 10 v | TTL s | SETEX s 0 v | PSETEX s -1 v | SETNX s v | SETNX s2 v | GETSET s2 w | GETDEL s2 | GET s2
MSET a 1 b 2 | MGET a b missing | MSET a | MSET a 1 b | MGET | EXISTS a b a missing | DEL a b missing
INCR n | INCRBY n 41 | DECR n | DECRBY n 40 | GET n | INCRBY n x | INCRBY n 9223372036854775807 | SET n 9223372036854775807 | INCR n | SET n abc | INCR n | SET n 01 | INCR n | INCR | SET n " 1" | INCR n
SET a 1 | LPUSH a x | HGET a f | SADD a x | LRANGE a 0 -1 | SMEMBERS a | HSET a f v | LPOP a | APPEND a x | RPUSH list 1 | GET list | INCR list | MGET list a | STRLEN list | GETSET list x
RENAME missing b | SET a 1 | RENAME a b | GET b | EXISTS a | RENAMENX b c | SET d 1 | RENAMENX c d | RENAME b
HSET h f v g w | HGET h f | HGET h x | HGET missing f | HGETALL h | HGETALL missing | HSET h f 2 new 3 | HDEL h f x | HKEYS h | HVALS h | HLEN h | HEXISTS h g | HMGET h g x | HINCRBY h n 5 | HINCRBY h n -7 | HINCRBY h g 1 | HINCRBY h n x | HSET h f | HSET h f 1 g | HDEL h g new n | EXISTS h | HMSET m a 1
RPUSH l a b c | LPUSH l z y | LRANGE l 0 -1 | LRANGE l 1 2 | LRANGE l -2 -1 | LRANGE l 5 9 | LRANGE l 2 1 | LRANGE l -100 100 | LLEN l | LPOP l | RPOP l | LPOP l 2 | RPOP l 9 | EXISTS l | LPOP missing | LPOP missing 2 | RPUSH l 1 | LPOP l -1 | LPOP l 0 | LPOP l x | LRANGE l a b | LINDEX l 0 | LINDEX l 5 | LLEN missing | LTRIM l 1 0 | EXISTS l
SADD s a b a | SADD s c | SCARD s | SISMEMBER s a | SISMEMBER s x | SREM s a x | SREM s b c | EXISTS s | SMEMBERS missing | SADD one member | SMEMBERS one
SELECT 1 | SET a other | SELECT 0 | GET a | SELECT 99 | SELECT x | SELECT -1 | FLUSHDB | DBSIZE | SELECT 1 | DBSIZE | FLUSHALL | DBSIZE
MULTI | SET a 1 | INCR a | LPUSH a x | GET a | EXEC | GET a | MULTI | NOSUCH | SET a 2 | EXEC | GET a | MULTI | SET a 3 | DISCARD | GET a | EXEC | DISCARD | MULTI x | MULTI | MULTI | EXEC
SUBSCRIBE c | GET a | PING | PING x | SUBSCRIBE d e | UNSUBSCRIBE c | UNSUBSCRIBE d e | GET a | UNSUBSCRIBE nowhere
PSUBSCRIBE n* | PUNSUBSCRIBE n* | PUBLISH c nobody | PUBSUB CHANNELS | PUBSUB NUMSUB c | PUBSUB NUMPAT | SUBSCRIBE
NOSUCH | nosuch a b | GET | GET a b | DEL | EXISTS | KEYS | TTL | LPUSH a | FLUSHALL x y | QUIT x
AUTH x | AUTH default x | AUTH nobody x | AUTH a b c | HELLO 4 | HELLO x | HELLO 3 NONSENSE | CLIENT NONSENSE | CLIENT SETNAME "a b" | CLIENT SETNAME me | CLIENT GETNAME | CONFIG GET | CONFIG NONSENSE | CONFIG GET databases | COMMAND NONSENSE
HELLO 3 SETNAME x | CLIENT GETNAME | SET a 1 | GET missing | HSET h f v | HGETALL h | SADD s x | SMEMBERS s | LPOP missing | LPOP missing 2 | SUBSCRIBE c | GET a | UNSUBSCRIBE c | HELLO 2 | GET missing
SET key:1 a | SCAN 0 MATCH key:* | SCAN x | SCAN 0 COUNT 0 | SCAN 0 COUNT | SCAN 0 NONSENSE 1 | SCAN 0 TYPE list | KEYS key:* | KEYS k?y:[0-9] | KEYS k\\* | KEYS [^k]*
`
  .trim()
  .split('\n');

describe.skipIf(!realRedis)('answers equal those of the redis-server on PATH', () => {
  let folder: string;
  const servers: RedisProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pycont-redis-'));
    const quiet = ['--save', '', '--dir', folder];
    servers.push(await startRedis(quiet, [realRedis as string]), await startRedis(quiet));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  test.each(CONVERSATIONS)('%s', async (conversation) => {
    const [theirs, ours] = await Promise.all(servers.map((server) => converse(server.port, conversation)));
    expect(ours).toEqual(theirs);
    expect(ours?.length).toBeGreaterThan(0);
  });
});

async function converse(port: number, conversation: string): Promise<string[]> {
  const client = new RawClient(port);
  await client.ask('FLUSHALL');
  const lines: string[] = [];
  for (const command of conversation.split(' | ')) {
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? (match[2] as string));
    const answer = await client.ask(...words);
    lines.push(`${command} → ${answer}`);
    // One answer for each channel.
    for (const _ of /^(UN)?SUBSCRIBE/i.test(command) && !answer.startsWith('-') ? words.slice(2) : [])
      lines.push(await client.answer());
  }
  client.socket.destroy();
  // Connections are numbered, and ours counts only its own.
  return lines.map((line) => line.replace(/(\$2\r\nid\r\n:)\d+/, '$1N'));
}
