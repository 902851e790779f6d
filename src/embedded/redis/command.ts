/** The definition of a command, and its context. */
import type { Database } from './database.ts';
import { RedisError } from './reply.ts';
import type { Reply } from './reply.ts';

/** The state of one client's connection. */
export interface Session {
  readonly id: number;
  readonly remote: string;
  database: number;
  protocol: 2 | 3;
  name: string;
  authenticated: boolean;
  /** Commands since MULTI; undefined outside of a transaction. */
  queued: string[][] | undefined;
  /** A command was rejected while queueing, so EXEC will fail. */
  aborted: boolean;
  channels: Set<string>;
  patterns: Set<string>;
  send(reply: Reply): void;
  close(): void;
}

export interface ServerState {
  databases: Database[];
  sessions: Set<Session>;
  options: Map<string, string>;
  password: string | undefined;
  startedAt: number;
  commandsProcessed: number;
  connectionsReceived: number;
  /** Writes all data to disk now. */
  save(): void;
  /** Saves and ends the process. */
  shutdown(save: boolean): void;
}

export interface Context {
  server: ServerState;
  session: Session;
  db: Database;
}

export interface Command {
  /** The number of words including the command; negative: the minimum. */
  arity: number;
  /** Set for commands that can change data, which are written to disk. */
  write?: true;
  /** @param args without the command */
  run(args: string[], context: Context): Reply;
}
export type CommandTable = Record<string, Command>;

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

/** @throws RedisError */
export function integer(text: string, message = 'ERR value is not an integer or out of range'): bigint {
  const value = /^(0|-?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value < MIN_INTEGER || value > MAX_INTEGER) throw new RedisError(message);
  return value;
}

/** @throws RedisError if the sum overflows 64 bits */
export function added(value: bigint, by: bigint): bigint {
  const sum = value + by;
  if (sum < MIN_INTEGER || sum > MAX_INTEGER)
    throw new RedisError('ERR increment or decrement would overflow');
  return sum;
}

export function syntaxError(): RedisError {
  return new RedisError('ERR syntax error');
}

export function arityError(name: string): RedisError {
  return new RedisError(`ERR wrong number of arguments for '${name}' command`);
}

/** [from, to) of `LRANGE`-like indices: negative ones count from the end. */
export function slice(length: number, start: bigint, stop: bigint): [number, number] {
  const at = (index: bigint) => (index < 0n ? index + BigInt(length) : index);
  const from = at(start) < 0n ? 0n : at(start);
  const to = at(stop) >= BigInt(length) ? BigInt(length) : at(stop) + 1n;
  return from >= to ? [0, 0] : [Number(from), Number(to)];
}
