/** The server's side of a SPDY/3.1 connection: streams the client opens, without push and flow control windows. */
import { Duplex } from 'node:stream';
import { headerCompression } from './header-compression.ts';
import {
  FLAG_FIN,
  FrameReader,
  GOAWAY,
  NO_HEADERS,
  PING,
  RST_STREAM,
  SYN_REPLY,
  SYN_STREAM,
  controlFrame,
  dataHeader,
  parseHeaders,
  uint32,
} from './spdy-frames.ts';
import type { Frame } from './spdy-frames.ts';

/** Bytes one stream may hold unread before the whole connection waits for it. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
const MAX_STREAMS = 1024;
const MAX_DATA_BYTES = 64 * 1024;
const CANCEL = 5;
const REFUSED_STREAM = 3;

export interface SpdyStream extends Duplex {
  readonly headers: Map<string, string>;
}

export interface SpdyConnection {
  /** Resolves when the transport is closed and all streams are destroyed. */
  closed: Promise<void>;
  /** Sends GOAWAY and ends the transport after earlier writes. */
  close(): void;
}

/** Speaks SPDY on an open transport; `onStream` is called for each stream, already accepted. */
export function serveSpdy(transport: Duplex, onStream: (stream: SpdyStream) => void): SpdyConnection {
  const compression = headerCompression();
  const streams = new Map<number, Duplex & { receive(chunk: Buffer): boolean }>();
  const reader = new FrameReader();
  let lastStream = 0;
  // Frames are handled strictly in order, although header blocks are inflated asynchronously.
  let work: Promise<void> = Promise.resolve();

  const write = (data: Buffer, done?: (error?: Error | null) => void) => {
    if (transport.writableEnded || transport.destroyed) done?.(new Error('connection closed'));
    else transport.write(data, done);
  };

  const open = async (flags: number, payload: Buffer) => {
    const id = payload.readUInt32BE(0) & 0x7fffffff;
    const headers = parseHeaders(await compression.inflate(payload.subarray(10)));
    if (streams.size >= MAX_STREAMS) return write(controlFrame(RST_STREAM, 0, uint32(id, REFUSED_STREAM)));
    lastStream = id;
    write(controlFrame(SYN_REPLY, 0, Buffer.concat([uint32(id), await compression.deflate(NO_HEADERS)])));
    const stream = new Stream(id, headers, write, () => streams.delete(id));
    streams.set(id, stream);
    onStream(stream);
    if (flags & FLAG_FIN) stream.push(null);
  };

  const handle = (frame: Frame): Promise<void> | void => {
    if (!frame.control) {
      const stream = streams.get(frame.stream);
      if (!stream) return;
      const hasRoom = frame.payload.length === 0 || stream.receive(frame.payload);
      if (frame.flags & FLAG_FIN) stream.push(null);
      if (!hasRoom)
        return new Promise((resolve) => {
          stream.once('room', resolve);
          stream.once('close', resolve);
        });
      return;
    }
    switch (frame.type) {
      case SYN_STREAM:
        return open(frame.flags, frame.payload) as Promise<void>;
      case PING:
        return write(controlFrame(PING, 0, frame.payload));
      case RST_STREAM:
        streams.get(frame.payload.readUInt32BE(0) & 0x7fffffff)?.destroy();
        return;
      case GOAWAY:
        transport.end();
        return;
      default: // SETTINGS, WINDOW_UPDATE and HEADERS change nothing here.
    }
  };

  transport.on('data', (chunk: Buffer) => {
    transport.pause();
    work = work
      .then(async () => {
        for (const frame of reader.push(chunk)) {
          const pending = handle(frame);
          if (pending) await pending;
        }
        transport.resume();
      })
      // A protocol error closes the connection.
      .catch(() => void transport.destroy());
  });
  const closed = new Promise<void>((resolve) => {
    transport.once('close', () => {
      for (const stream of streams.values()) stream.destroy();
      compression.close();
      resolve();
    });
  });
  transport.on('error', () => {});
  transport.once('end', () => transport.end());
  return {
    closed,
    close() {
      write(controlFrame(GOAWAY, 0, uint32(lastStream, 0)));
      transport.end();
    },
  };
}

class Stream extends Duplex implements SpdyStream {
  readonly headers: Map<string, string>;
  readonly #id: number;
  readonly #send: (data: Buffer, done?: (error?: Error | null) => void) => void;
  readonly #forget: () => void;

  constructor(
    id: number,
    headers: Map<string, string>,
    send: (data: Buffer, done?: (error?: Error | null) => void) => void,
    forget: () => void,
  ) {
    super({ allowHalfOpen: true, readableHighWaterMark: MAX_UNREAD_BYTES });
    this.headers = headers;
    this.#id = id;
    this.#send = send;
    this.#forget = forget;
    // The owner gets 'close'.
    this.on('error', () => {});
  }

  /** @returns false if the stream's buffer is full; 'room' follows */
  receive(chunk: Buffer): boolean {
    if (this.destroyed || this.readableEnded) return true;
    return this.push(chunk);
  }

  override _read(): void {
    this.emit('room');
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    for (let at = 0; at < chunk.length; at += MAX_DATA_BYTES) {
      const piece = chunk.subarray(at, at + MAX_DATA_BYTES);
      const last = at + MAX_DATA_BYTES >= chunk.length;
      this.#send(Buffer.concat([dataHeader(this.#id, 0, piece.length), piece]), last ? done : undefined);
    }
    if (chunk.length === 0) done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send(dataHeader(this.#id, FLAG_FIN, 0), () => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.#send(controlFrame(RST_STREAM, 0, uint32(this.#id, CANCEL)), () => {});
    this.#forget();
    done(error);
  }
}
