/** Reads a container's log from disk, and follows it. */
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { LogFile } from './log-file.ts';
import type { LogLine, LogOptions } from '../types.ts';

const BLOCK = 64 * 1024;

export async function* readLog(log: LogFile, options: LogOptions): AsyncGenerator<LogLine> {
  const cursor = new Cursor(log);
  try {
    await log.flushed();
    yield* backlog(cursor, options);
    while (options.follow && !options.signal?.aborted) {
      const ended = log.ended;
      // Listen before reading, so that a line written in between is not missed.
      const abort = new AbortController();
      const change = once(log, 'change', {
        signal: AbortSignal.any([abort.signal, ...(options.signal ? [options.signal] : [])]),
      }).catch(() => {});
      let lines = 0;
      for await (const line of cursor.lines()) {
        lines += 1;
        if (isWanted(line, options)) yield line;
      }
      if (lines > 0) {
        abort.abort();
        continue;
      }
      if (ended) {
        abort.abort();
        return;
      }
      await change;
    }
  } finally {
    await cursor.close();
  }
}

async function* backlog(cursor: Cursor, options: LogOptions): AsyncGenerator<LogLine> {
  if (options.tailLines === undefined) {
    for await (const line of cursor.lines()) if (isWanted(line, options)) yield line;
    return;
  }
  const last: LogLine[] = [];
  for await (const line of cursor.lines()) {
    if (!isWanted(line, options)) continue;
    last.push(line);
    if (last.length > options.tailLines) last.shift();
  }
  yield* last;
}

function isWanted(line: LogLine, options: LogOptions): boolean {
  return options.since === undefined || Date.parse(line.time) >= Date.parse(options.since);
}

class Cursor {
  readonly #log: LogFile;
  #generation: number;
  #offset = 0;
  #handle: FileHandle | undefined;

  constructor(log: LogFile) {
    this.#log = log;
    this.#generation = Math.min(...log.sizes.keys());
  }

  /** The lines on disk that have not been read yet. */
  async *lines(): AsyncGenerator<LogLine> {
    let rest = Buffer.alloc(0);
    for (;;) {
      const block = await this.#block();
      if (block === undefined) return;
      const text = Buffer.concat([rest, block]);
      const end = text.lastIndexOf('\n') + 1;
      rest = text.subarray(end);
      for (const json of text.toString('utf8', 0, end).split('\n')) {
        if (json !== '') yield JSON.parse(json) as LogLine;
      }
    }
  }

  async #block(): Promise<Buffer | undefined> {
    for (;;) {
      const size = this.#log.sizes.get(this.#generation);
      const later = [...this.#log.sizes.keys()].filter((generation) => generation > this.#generation);
      const known = size ?? (await this.#handle?.stat())?.size ?? 0;
      if (this.#offset < known) {
        try {
          this.#handle ??= await open(this.#log.path(this.#generation), 'r');
          const buffer = Buffer.alloc(Math.min(BLOCK, known - this.#offset));
          const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, this.#offset);
          if (bytesRead > 0) {
            this.#offset += bytesRead;
            return buffer.subarray(0, bytesRead);
          }
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        }
      }
      if (later.length === 0) return undefined;
      await this.close();
      this.#generation = Math.min(...later);
      this.#offset = 0;
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}
