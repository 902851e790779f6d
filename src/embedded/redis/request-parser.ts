/** Parses requests: arrays of bulk strings, or inline commands. */

export class ProtocolError extends Error {}

const MAX_BULK = 512 * 1024 * 1024;
const MAX_ITEMS = 1024 * 1024;
const MAX_LINE = 64 * 1024;

export class RequestParser {
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  /** The array being read: its size, and its items so far. */
  #size = 0;
  #items: string[] = [];

  /**
   * @returns complete requests, each with at least one word, latin1
   * @throws ProtocolError after which the connection has to be closed
   */
  push(chunk: Buffer): string[][] {
    this.#buffer =
      this.#at === this.#buffer.length ? chunk : Buffer.concat([this.#buffer.subarray(this.#at), chunk]);
    this.#at = 0;
    const requests: string[][] = [];
    for (let request = this.#next(); request; request = this.#next())
      if (request.length > 0) requests.push(request);
    return requests;
  }

  #next(): string[] | undefined {
    if (this.#size === 0) {
      const line = this.#line();
      if (line === undefined) return undefined;
      if (!line.startsWith('*')) return words(line);
      const size = Number(line.slice(1));
      if (!Number.isInteger(size) || size > MAX_ITEMS) throw new ProtocolError('invalid multibulk length');
      if (size <= 0) return [];
      this.#size = size;
      this.#items = [];
    }
    while (this.#items.length < this.#size) {
      const item = this.#bulk();
      if (item === undefined) return undefined;
      this.#items.push(item);
    }
    this.#size = 0;
    return this.#items;
  }

  #bulk(): string | undefined {
    const start = this.#at;
    const line = this.#line();
    if (line === undefined) return undefined;
    if (!line.startsWith('$')) throw new ProtocolError(`expected '$', got '${line[0] ?? ''}'`);
    const length = Number(line.slice(1));
    if (!/^\$\d+$/.test(line) || length > MAX_BULK) throw new ProtocolError('invalid bulk length');
    if (this.#buffer.length < this.#at + length + 2) {
      this.#at = start;
      return undefined;
    }
    const text = this.#buffer.toString('latin1', this.#at, this.#at + length);
    this.#at += length + 2;
    return text;
  }

  #line(): string | undefined {
    const end = this.#buffer.indexOf('\n', this.#at);
    if (end === -1) {
      if (this.#buffer.length - this.#at > MAX_LINE) throw new ProtocolError('too big inline request');
      return undefined;
    }
    const line = this.#buffer.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

function words(line: string): string[] {
  const found: string[] = [];
  const pattern = /\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\'|[^'])*)'|([^\s"']+))(?=\s|$)|\s*(\S)/gy;
  for (const match of line.trimEnd().matchAll(pattern)) {
    if (match[4] !== undefined) throw new ProtocolError('unbalanced quotes in request');
    const [, double, single, bare] = match;
    found.push(
      double !== undefined ? unquoted(double) : (single?.replaceAll("\\'", "'") ?? (bare as string)),
    );
  }
  return found;
}

const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

function unquoted(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_whole, hex?: string, char?: string) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (CONTROLS[char as string] ?? (char as string)),
  );
}
