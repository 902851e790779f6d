/** Hashes, lists and sets. */
import { added, arityError, integer, slice } from '../command.ts';
import type { Command, CommandTable, Context } from '../command.ts';
import { Members, NO_ARRAY, OK, Pairs, RedisError } from '../reply.ts';
import type { Reply } from '../reply.ts';

const hash = ({ db }: Context, key: string | undefined) => db.get(key as string, 'hash');
const list = ({ db }: Context, key: string | undefined) => db.get(key as string, 'list');
const set = ({ db }: Context, key: string | undefined) => db.get(key as string, 'set');

export const HASH_COMMANDS: CommandTable = {
  hset: { arity: -4, write: true, run: (args, context) => hset('hset', args, context) },
  hmset: {
    arity: -4,
    write: true,
    run(args, context) {
      hset('hmset', args, context);
      return OK;
    },
  },
  hget: { arity: 3, run: ([key, field], context) => hash(context, key)?.get(field as string) ?? null },
  hmget: {
    arity: -3,
    run: ([key, ...fields], context) => fields.map((field) => hash(context, key)?.get(field) ?? null),
  },
  hgetall: { arity: 2, run: ([key], context) => new Pairs([...(hash(context, key) ?? [])]) },
  hkeys: { arity: 2, run: ([key], context) => [...(hash(context, key)?.keys() ?? [])] },
  hvals: { arity: 2, run: ([key], context) => [...(hash(context, key)?.values() ?? [])] },
  hlen: { arity: 2, run: ([key], context) => hash(context, key)?.size ?? 0 },
  hexists: {
    arity: 3,
    run: ([key, field], context) => Number(hash(context, key)?.has(field as string) ?? false),
  },
  hdel: {
    arity: -3,
    write: true,
    run([key, ...fields], context) {
      const found = hash(context, key);
      const deleted = fields.filter((field) => found?.delete(field)).length;
      context.db.removeIfEmpty(key as string);
      return deleted;
    },
  },
  hincrby: {
    arity: 4,
    write: true,
    run([key, field, by], context) {
      const amount = integer(by as string);
      const present = integer(
        hash(context, key)?.get(field as string) ?? '0',
        'ERR hash value is not an integer',
      );
      const value = added(present, amount);
      context.db.ensure(key as string, 'hash', () => new Map()).set(field as string, String(value));
      return value;
    },
  },
};

function hset(name: string, [key, ...pairs]: string[], { db }: Context): number {
  if (pairs.length % 2 !== 0) throw arityError(name);
  const target = db.ensure(key as string, 'hash', () => new Map());
  const before = target.size;
  for (let index = 0; index < pairs.length; index += 2)
    target.set(pairs[index] as string, pairs[index + 1] as string);
  return target.size - before;
}

export const LIST_COMMANDS: CommandTable = {
  lpush: pushing((target, items) => target.unshift(...items.toReversed())),
  rpush: pushing((target, items) => target.push(...items)),
  lpop: popping((target, count) => target.splice(0, count)),
  rpop: popping((target, count) => target.splice(Math.max(0, target.length - count)).reverse()),
  llen: { arity: 2, run: ([key], context) => list(context, key)?.length ?? 0 },
  lindex: {
    arity: 3,
    run: ([key, at], context) => list(context, key)?.at(Number(integer(at as string))) ?? null,
  },
  lrange: {
    arity: 4,
    run([key, start, stop], context) {
      const [from, to] = [integer(start as string), integer(stop as string)];
      const items = list(context, key) ?? [];
      return items.slice(...slice(items.length, from, to));
    },
  },
  ltrim: {
    arity: 4,
    write: true,
    run([key, start, stop], context) {
      const items = list(context, key);
      const range = slice(items?.length ?? 0, integer(start as string), integer(stop as string));
      items?.splice(0, items.length, ...items.slice(...range));
      context.db.removeIfEmpty(key as string);
      return OK;
    },
  },
};

function pushing(push: (target: string[], items: string[]) => void): Command {
  return {
    arity: -3,
    write: true,
    run([key, ...items], { db }) {
      const target = db.ensure(key as string, 'list', () => []);
      push(target, items);
      return target.length;
    },
  };
}

function popping(pop: (target: string[], count: number) => string[]): Command {
  return {
    arity: -2,
    write: true,
    run([key, count, ...more], context): Reply {
      if (more.length > 0) throw new RedisError('ERR syntax error');
      const wanted = count === undefined ? 1 : natural(count);
      const target = list(context, key);
      if (!target) return count === undefined ? null : NO_ARRAY;
      const items = pop(target, wanted);
      context.db.removeIfEmpty(key as string);
      return count === undefined ? (items[0] ?? null) : items;
    },
  };
}

function natural(text: string): number {
  const message = 'ERR value is out of range, must be positive';
  const value = Number(integer(text, message));
  if (value < 0) throw new RedisError(message);
  return value;
}

export const SET_COMMANDS: CommandTable = {
  sadd: {
    arity: -3,
    write: true,
    run([key, ...members], { db }) {
      const target = db.ensure(key as string, 'set', () => new Set());
      const before = target.size;
      for (const member of members) target.add(member);
      return target.size - before;
    },
  },
  srem: {
    arity: -3,
    write: true,
    run([key, ...members], context) {
      const removed = members.filter((member) => set(context, key)?.delete(member)).length;
      context.db.removeIfEmpty(key as string);
      return removed;
    },
  },
  smembers: { arity: 2, run: ([key], context) => new Members([...(set(context, key) ?? [])]) },
  sismember: {
    arity: 3,
    run: ([key, member], context) => Number(set(context, key)?.has(member as string) ?? false),
  },
  scard: { arity: 2, run: ([key], context) => set(context, key)?.size ?? 0 },
};
