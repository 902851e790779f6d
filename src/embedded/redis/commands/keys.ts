import { integer, syntaxError } from '../command.ts';
import type { Command, CommandTable, Context } from '../command.ts';
import { globPattern } from '../glob.ts';
import { OK, RedisError, Status } from '../reply.ts';
import type { Reply } from '../reply.ts';

export const KEY_COMMANDS: CommandTable = {
  del: { arity: -2, write: true, run: (keys, { db }) => keys.filter((key) => db.delete(key)).length },
  unlink: { arity: -2, write: true, run: (keys, { db }) => keys.filter((key) => db.delete(key)).length },
  exists: { arity: -2, run: (keys, { db }) => keys.filter((key) => db.entry(key)).length },
  touch: { arity: -2, run: (keys, { db }) => keys.filter((key) => db.entry(key)).length },
  type: { arity: 2, run: ([key], { db }) => new Status(db.entry(key as string)?.type ?? 'none') },
  expire: expiring('expire', (amount) => Date.now() + amount * 1000),
  pexpire: expiring('pexpire', (amount) => Date.now() + amount),
  expireat: expiring('expireat', (amount) => amount * 1000),
  pexpireat: expiring('pexpireat', (amount) => amount),
  ttl: {
    arity: 2,
    run: ([key], context) => remaining(context, key as string, (ms) => Math.round(ms / 1000)),
  },
  pttl: { arity: 2, run: ([key], context) => remaining(context, key as string, (ms) => ms) },
  persist: {
    arity: 2,
    write: true,
    run([key], { db }) {
      const entry = db.entry(key as string);
      if (entry?.expiresAt === undefined) return 0;
      entry.expiresAt = undefined;
      return 1;
    },
  },
  keys: {
    arity: 2,
    run: ([pattern], { db }) => db.keys().filter((key) => globPattern(pattern as string).test(key)),
  },
  scan: { arity: -2, run: ([cursor, ...options], { db }) => scan(db, cursor as string, options) },
  randomkey: {
    arity: 1,
    run: (_args, { db }) => db.keys()[Math.floor(Math.random() * db.keys().length)] ?? null,
  },
  rename: {
    arity: 3,
    write: true,
    run([from, to], { db }) {
      rename(db, from as string, to as string);
      return OK;
    },
  },
  renamenx: {
    arity: 3,
    write: true,
    run([from, to], { db }) {
      if (db.entry(from as string) && db.entry(to as string)) return 0;
      rename(db, from as string, to as string);
      return 1;
    },
  },
  dbsize: { arity: 1, run: (_args, { db }) => db.keys().length },
  flushdb: {
    arity: -1,
    write: true,
    run(args, { db }) {
      checkFlush(args);
      db.clear();
      return OK;
    },
  },
  flushall: {
    arity: -1,
    write: true,
    run(args, { server }) {
      checkFlush(args);
      for (const db of server.databases) db.clear();
      return OK;
    },
  },
};

function checkFlush(args: string[]): void {
  if (args.length > 1 || (args[0] !== undefined && !/^a?sync$/i.test(args[0]))) throw syntaxError();
}

function expiring(name: string, at: (amount: number) => number): Command {
  return {
    arity: -3,
    write: true,
    run([key, amount, ...conditions], { db }) {
      const unknown = conditions.find((word) => !/^(nx|xx|gt|lt)$/i.test(word));
      if (unknown) throw new RedisError(`ERR Unsupported option ${unknown}`);
      const value = Number(integer(amount as string));
      if (Math.abs(at(value)) >= 2 ** 62)
        throw new RedisError(`ERR invalid expire time in '${name}' command`);
      const entry = db.entry(key as string);
      if (!entry || !conditions.every((word) => holds(word, entry.expiresAt, at(value)))) return 0;
      if (at(value) <= Date.now()) db.delete(key as string);
      else entry.expiresAt = at(value);
      return 1;
    },
  };
}

function holds(condition: string, now: number | undefined, wanted: number): boolean {
  switch (condition.toUpperCase()) {
    case 'NX':
      return now === undefined;
    case 'XX':
      return now !== undefined;
    case 'GT':
      return now !== undefined && wanted > now;
    default:
      return now === undefined || wanted < now;
  }
}

function remaining({ db }: Context, key: string, unit: (ms: number) => number): Reply {
  const entry = db.entry(key);
  if (!entry) return -2;
  return entry.expiresAt === undefined ? -1 : unit(entry.expiresAt - Date.now());
}

function rename(db: Context['db'], from: string, to: string): void {
  const entry = db.entry(from);
  if (!entry) throw new RedisError('ERR no such key');
  db.delete(from);
  db.set(to, entry.type, entry.value, entry.expiresAt);
}

/** The cursor is a position in insertion order, so keys that are not removed are all returned. */
function scan(db: Context['db'], cursor: string, options: string[]): Reply {
  if (!/^\d+$/.test(cursor)) throw new RedisError('ERR invalid cursor');
  let pattern: RegExp | undefined;
  let count = 10;
  let type: string | undefined;
  for (let index = 0; index < options.length; index += 2) {
    const [word, value] = [(options[index] as string).toUpperCase(), options[index + 1]];
    if (value === undefined) throw syntaxError();
    if (word === 'MATCH') pattern = globPattern(value);
    else if (word === 'TYPE') type = value.toLowerCase();
    else if (word === 'COUNT') count = Number(integer(value));
    else throw syntaxError();
    if (count < 1) throw syntaxError();
  }
  const keys = db.keys();
  const end = Number(cursor) + count;
  const page = keys.slice(Number(cursor), end);
  const found = page.filter((key) => (pattern?.test(key) ?? true) && (!type || db.entry(key)?.type === type));
  return [end < keys.length ? String(end) : '0', found];
}
