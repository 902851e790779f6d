/** SPDY/3.1 frames, as far as the Kubernetes streaming protocols use them. */

export const SYN_STREAM = 1;
export const SYN_REPLY = 2;
export const RST_STREAM = 3;
export const PING = 6;
export const GOAWAY = 7;
export const FLAG_FIN = 1;

const VERSION = 3;
const HEADER_BYTES = 8;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

export type Frame =
  | { control: true; type: number; flags: number; payload: Buffer }
  | { control: false; stream: number; flags: number; payload: Buffer };

export function controlFrame(type: number, flags: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(0x8000 | VERSION, 0);
  header.writeUInt16BE(type, 2);
  header.writeUInt32BE(payload.length, 4);
  header[4] = flags;
  return Buffer.concat([header, payload]);
}

/** Header only: the payload follows unchanged. */
export function dataHeader(stream: number, flags: number, length: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(stream, 0);
  header.writeUInt32BE(length, 4);
  header[4] = flags;
  return header;
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32BE(value, 4 * i));
  return bytes;
}

/** Cuts a byte stream into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws Error for a frame over the size limit */
  *push(chunk: Buffer): Generator<Frame> {
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (this.#rest.length >= HEADER_BYTES) {
      const length = this.#rest.readUInt32BE(4) & 0xffffff;
      if (length > MAX_FRAME_BYTES) throw new Error('SPDY frame is too large');
      if (this.#rest.length < HEADER_BYTES + length) return;
      const first = this.#rest.readUInt32BE(0);
      const flags = this.#rest[4]!;
      const payload = this.#rest.subarray(HEADER_BYTES, HEADER_BYTES + length);
      this.#rest = this.#rest.subarray(HEADER_BYTES + length);
      yield first >>> 31
        ? { control: true, type: first & 0xffff, flags, payload }
        : { control: false, stream: first, flags, payload };
    }
  }
}

/** Name and value pairs; names are lower case on the wire. */
export function parseHeaders(block: Buffer): Map<string, string> {
  let at = 0;
  const number = () => {
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const text = () => {
    const length = number();
    at += length;
    return block.toString('utf8', at - length, at);
  };
  const headers = new Map<string, string>();
  for (let left = number(); left > 0; left--) {
    const name = text().toLowerCase();
    headers.set(name, text());
  }
  return headers;
}

export const NO_HEADERS = uint32(0);
