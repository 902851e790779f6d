import { added, arityError, integer, slice, syntaxError } from '../command.ts';
import type { CommandTable, Context } from '../command.ts';
import { OK, RedisError } from '../reply.ts';
import type { Reply } from '../reply.ts';

export const STRING_COMMANDS: CommandTable = {
  set: {
    arity: -3,
    write: true,
    run: ([key, value, ...options], { db }) => set(db, key as string, value as string, options),
  },
  setnx: {
    arity: 3,
    write: true,
    run: ([key, value], { db }) => Number(set(db, key as string, value as string, ['NX']) === OK),
  },
  setex: {
    arity: 4,
    write: true,
    run: ([key, seconds, value], { db }) =>
      set(db, key as string, value as string, ['EX', seconds as string], 'setex'),
  },
  psetex: {
    arity: 4,
    write: true,
    run: ([key, ms, value], { db }) =>
      set(db, key as string, value as string, ['PX', ms as string], 'psetex'),
  },
  get: { arity: 2, run: ([key], { db }) => db.get(key as string, 'string') ?? null },
  getset: {
    arity: 3,
    write: true,
    run([key, value], { db }) {
      const old = db.get(key as string, 'string') ?? null;
      db.set(key as string, 'string', value as string);
      return old;
    },
  },
  getdel: {
    arity: 2,
    write: true,
    run([key], { db }) {
      const old = db.get(key as string, 'string') ?? null;
      db.delete(key as string);
      return old;
    },
  },
  mget: {
    arity: -2,
    run: (keys, { db }) =>
      keys.map((key) => (db.entry(key)?.type === 'string' ? (db.get(key, 'string') ?? null) : null)),
  },
  mset: {
    arity: -3,
    write: true,
    run(args, { db }) {
      if (args.length % 2 !== 0) throw arityError('mset');
      for (let index = 0; index < args.length; index += 2)
        db.set(args[index] as string, 'string', args[index + 1] as string);
      return OK;
    },
  },
  incr: { arity: 2, write: true, run: ([key], context) => increment(context, key as string, 1n) },
  decr: { arity: 2, write: true, run: ([key], context) => increment(context, key as string, -1n) },
  incrby: {
    arity: 3,
    write: true,
    run: ([key, by], context) => increment(context, key as string, integer(by as string)),
  },
  decrby: {
    arity: 3,
    write: true,
    run: ([key, by], context) => increment(context, key as string, -integer(by as string)),
  },
  append: {
    arity: 3,
    write: true,
    run([key, more], { db }) {
      const value = (db.get(key as string, 'string') ?? '') + more;
      db.set(key as string, 'string', value, db.entry(key as string)?.expiresAt);
      return value.length;
    },
  },
  strlen: { arity: 2, run: ([key], { db }) => db.get(key as string, 'string')?.length ?? 0 },
  getrange: {
    arity: 4,
    run([key, start, stop], { db }) {
      const value = db.get(key as string, 'string') ?? '';
      return value.slice(...slice(value.length, integer(start as string), integer(stop as string)));
    },
  },
};

function increment({ db }: Context, key: string, by: bigint): Reply {
  const value = added(integer(db.get(key, 'string') ?? '0'), by);
  db.set(key, 'string', String(value), db.entry(key)?.expiresAt);
  return value;
}

interface SetOptions {
  only?: 'NX' | 'XX';
  get: boolean;
  keepTtl: boolean;
  expiresAt?: number;
}

function set(db: Context['db'], key: string, value: string, words: string[], name = 'set'): Reply {
  const options = readOptions(words, name);
  const old = options.get ? (db.get(key, 'string') ?? null) : null;
  const existing = db.entry(key);
  const refused =
    options.only === 'NX' ? existing !== undefined : options.only === 'XX' && existing === undefined;
  if (!refused) db.set(key, 'string', value, options.keepTtl ? existing?.expiresAt : options.expiresAt);
  if (options.get) return old;
  return refused ? null : OK;
}

function readOptions(words: string[], name: string): SetOptions {
  const options: SetOptions = { get: false, keepTtl: false };
  for (let index = 0; index < words.length; index++) {
    const word = (words[index] as string).toUpperCase();
    const next = words[index + 1];
    if ((word === 'NX' || word === 'XX') && options.only !== (word === 'NX' ? 'XX' : 'NX'))
      options.only = word;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL' && options.expiresAt === undefined) options.keepTtl = true;
    else if (
      /^(EX|PX)(AT)?$/.test(word) &&
      next !== undefined &&
      !options.keepTtl &&
      options.expiresAt === undefined
    ) {
      options.expiresAt = expiry(word, next, name);
      index++;
    } else throw syntaxError();
  }
  return options;
}

/** @param unit EX, PX, EXAT or PXAT */
function expiry(unit: string, text: string, name: string): number {
  const amount = integer(text) * (unit.startsWith('P') ? 1n : 1000n);
  const at = unit.endsWith('AT') ? amount : amount + BigInt(Date.now());
  if (amount <= 0n || at >= 2n ** 63n) throw new RedisError(`ERR invalid expire time in '${name}' command`);
  return Number(at);
}
