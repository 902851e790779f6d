/**
 * The append-only file: write commands in the Redis protocol. It is replayed on start and then rewritten, with the
 * minimum of commands for the data.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './database.ts';
import { encode } from './reply.ts';
import { ProtocolError, RequestParser } from './request-parser.ts';

/** Relative expiry would restart on every replay, so these are written with absolute times. */
const RELATIVE = new Set(['expire', 'pexpire', 'setex', 'psetex']);

export class AppendFile {
  readonly #file: string;
  #fd: number | undefined;
  #database = -1;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param apply runs one write command
   * @returns the number of commands; ignores an incomplete last one, from a killed process
   */
  replay(apply: (database: number, request: string[]) => void): number {
    let database = 0;
    let count = 0;
    for (const request of readRequests(this.#file)) {
      if (request[0]?.toLowerCase() === 'select') database = Number(request[1]);
      else {
        apply(database, request);
        count++;
      }
    }
    return count;
  }

  /** Replaces the file by one with exactly the current data. */
  rewrite(databases: readonly Database[]): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const draft = `${this.#file}.tmp`;
    const fd = openSync(draft, 'w', 0o600);
    this.#database = -1;
    databases.forEach((db, index) => {
      for (const request of requestsFor(db)) this.#write(fd, index, request);
    });
    fsyncSync(fd);
    renameSync(draft, this.#file);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = fd;
  }

  append(database: number, request: string[], db: Database): void {
    if (this.#fd === undefined) return;
    const name = (request[0] as string).toLowerCase();
    const options = name === 'set' ? request.slice(3).map((word) => word.toUpperCase()) : [];
    const relative = RELATIVE.has(name) || options.some((word) => word === 'EX' || word === 'PX');
    const key = request[1] ?? '';
    const written = relative ? [['DEL', key], ...requestsFor(db, [key])] : [request];
    for (const one of written) this.#write(this.#fd, database, one);
  }

  close(): void {
    if (this.#fd === undefined) return;
    fsyncSync(this.#fd);
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  #write(fd: number, database: number, request: string[]): void {
    const select = database === this.#database ? '' : encode(['SELECT', String(database)], 2);
    this.#database = database;
    writeSync(fd, Buffer.from(select + encode(request, 2), 'latin1'));
  }
}

function readRequests(file: string): string[][] {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return new RequestParser().push(content);
  } catch (error) {
    if (error instanceof ProtocolError)
      throw new Error(`${file} is damaged: ${error.message}`, { cause: error });
    throw error;
  }
}

function requestsFor(db: Database, keys = db.keys()): string[][] {
  return keys.flatMap((key) => {
    const entry = db.entry(key);
    if (!entry) return [];
    const { value, expiresAt } = entry;
    const made =
      typeof value === 'string'
        ? ['SET', key, value]
        : value instanceof Map
          ? ['HSET', key, ...[...value].flat()]
          : value instanceof Set
            ? ['SADD', key, ...value]
            : ['RPUSH', key, ...value];
    return expiresAt === undefined ? [made] : [made, ['PEXPIREAT', key, String(expiresAt)]];
  });
}
