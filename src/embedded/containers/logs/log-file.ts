/** A container's log: JSON lines on disk, rotated by size. */
import { EventEmitter, once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { LogLine } from '../types.ts';

const ROTATE_AT = 10 * 1024 * 1024;
const GENERATIONS = 2;
/** A longer line is split, as in Docker. */
const LONGEST_LINE = 16 * 1024;
const BACKLOG = 1024 * 1024;

type Stream = LogLine['stream'];

export class LogFile extends EventEmitter<{ change: []; drain: [] }> {
  readonly folder: string;
  /** Readable bytes of each generation on disk. */
  readonly sizes = new Map<number, number>([[0, 0]]);
  ended = false;
  #generation = 0;
  #handle: FileHandle | undefined;
  #partial: Record<Stream, { decoder: StringDecoder; text: string }> = {
    stdout: { decoder: new StringDecoder('utf8'), text: '' },
    stderr: { decoder: new StringDecoder('utf8'), text: '' },
  };
  #waiting: string[] = [];
  #backlog = 0;
  #pump: Promise<void> | undefined;
  #rotateAt: number;

  constructor(folder: string, options: { rotateAt?: number } = {}) {
    super();
    this.setMaxListeners(0);
    this.folder = folder;
    this.#rotateAt = options.rotateAt ?? ROTATE_AT;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  path(generation: number): string {
    return join(this.folder, `output.${generation}.jsonl`);
  }

  /** Await the result before writing more, which bounds memory with a fast writer. */
  async write(stream: Stream, chunk: Buffer): Promise<void> {
    const partial = this.#partial[stream];
    const pieces = (partial.text + partial.decoder.write(chunk)).split('\n');
    partial.text = pieces.pop()!;
    for (const piece of pieces) this.#record(stream, this.#cut(stream, `${piece}\n`));
    partial.text = this.#cut(stream, partial.text);
    if (this.#backlog > BACKLOG) await once(this, 'drain');
  }

  /** Writes the parts of a long line, and returns the rest. */
  #cut(stream: Stream, text: string): string {
    let start = 0;
    for (; text.length - start > LONGEST_LINE; start += LONGEST_LINE) {
      this.#record(stream, text.slice(start, start + LONGEST_LINE));
    }
    return text.slice(start);
  }

  /** A restarted container continues in the same log. */
  reopen(): void {
    this.ended = false;
  }

  /** Writes an unfinished line and ends followers. */
  async end(): Promise<void> {
    for (const stream of ['stdout', 'stderr'] as const) {
      const partial = this.#partial[stream];
      const rest = partial.text + partial.decoder.end();
      partial.text = '';
      if (rest !== '') this.#record(stream, rest);
    }
    await this.flushed();
    await this.#handle?.close();
    this.#handle = undefined;
    this.ended = true;
    this.emit('change');
  }

  async flushed(): Promise<void> {
    while (this.#pump !== undefined) await this.#pump;
  }

  #record(stream: Stream, text: string): void {
    const line: LogLine = { time: new Date().toISOString(), stream, text };
    const json = `${JSON.stringify(line)}\n`;
    this.#waiting.push(json);
    this.#backlog += json.length;
    this.#pump ??= this.#drainWaiting().finally(() => {
      this.#pump = undefined;
    });
  }

  async #drainWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const text = this.#waiting.join('');
      const batch = Buffer.from(text);
      this.#waiting = [];
      try {
        this.#handle ??= await open(this.path(this.#generation), 'a', 0o600);
        await this.#handle.appendFile(batch);
        this.sizes.set(this.#generation, this.sizes.get(this.#generation)! + batch.length);
      } catch {
        // On a full disk log lines are lost, but the container keeps running.
      }
      this.#backlog -= text.length;
      if (this.sizes.get(this.#generation)! >= this.#rotateAt) await this.#rotate();
      this.emit('change');
      this.emit('drain');
    }
  }

  async #rotate(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    this.#generation += 1;
    this.sizes.set(this.#generation, 0);
    for (const old of this.sizes.keys()) {
      if (old > this.#generation - GENERATIONS) continue;
      this.sizes.delete(old);
      rmSync(this.path(old), { force: true });
    }
  }
}
