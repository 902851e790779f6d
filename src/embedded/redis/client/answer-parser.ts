/** Parses a server's replies, RESP 2. Strings are latin1: one character per byte. */

export type Answer =
  | { kind: 'status' | 'error' | 'text' | 'integer'; text: string }
  | { kind: 'nil' }
  | { kind: 'list'; items: Answer[] };

export class AnswerParser {
  #buffer = '';

  /** @returns the complete answers */
  push(chunk: string): Answer[] {
    this.#buffer += chunk;
    const answers: Answer[] = [];
    for (let read = parse(this.#buffer, 0); read; read = parse(this.#buffer, 0)) {
      answers.push(read.answer);
      this.#buffer = this.#buffer.slice(read.end);
    }
    return answers;
  }
}

/** Undefined if the answer at `start` is incomplete. */
function parse(buffer: string, start: number): { answer: Answer; end: number } | undefined {
  const lineEnd = buffer.indexOf('\r\n', start);
  if (lineEnd === -1) return undefined;
  const text = buffer.slice(start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (buffer[start]) {
    case '+':
      return { answer: { kind: 'status', text }, end };
    case '-':
      return { answer: { kind: 'error', text }, end };
    case ':':
      return { answer: { kind: 'integer', text }, end };
    case '$':
      return bulk(buffer, end, Number(text));
    case '*':
      return list(buffer, end, Number(text));
    default:
      throw new Error(
        `this is not a Redis server: it answered ${JSON.stringify(buffer.slice(start, lineEnd))}`,
      );
  }
}

function bulk(buffer: string, start: number, length: number) {
  if (length < 0) return { answer: { kind: 'nil' } as const, end: start };
  const end = start + length + 2;
  if (buffer.length < end) return undefined;
  return { answer: { kind: 'text', text: buffer.slice(start, start + length) } as const, end };
}

function list(buffer: string, start: number, length: number) {
  if (length < 0) return { answer: { kind: 'nil' } as const, end: start };
  const items: Answer[] = [];
  let end = start;
  for (let item = 0; item < length; item++) {
    const read = parse(buffer, end);
    if (!read) return undefined;
    items.push(read.answer);
    end = read.end;
  }
  return { answer: { kind: 'list', items } as const, end };
}
