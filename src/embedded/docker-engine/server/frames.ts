/** The framing of an upgraded connection: one byte for the kind, four for the length, the payload. */
import type { Readable, Writable } from 'node:stream';

/** `size` is JSON {columns, rows}; `signal` a name; `exit` a number as text; `error` a WireError as JSON; `end` closes stdin. */
export const frameKinds = ['stdin', 'stdout', 'stderr', 'size', 'signal', 'exit', 'error', 'end'] as const;
export type FrameKind = (typeof frameKinds)[number];

export interface Frame {
  kind: FrameKind;
  payload: Buffer;
}

export const upgradeName = 'pycont-session';

export function encodeFrame(kind: FrameKind, payload: Uint8Array | string = ''): Buffer {
  const body = Buffer.from(payload as string);
  const head = Buffer.alloc(5);
  head.writeUInt8(frameKinds.indexOf(kind));
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Frames as they arrive; ends with the stream, without an error also if the connection is reset. */
export async function* readFrames(stream: Readable, start: Buffer = Buffer.alloc(0)): AsyncGenerator<Frame> {
  let rest = start;
  const take = function* (): Generator<Frame> {
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1);
      if (rest.length < 5 + length) return;
      const kind = frameKinds[rest.readUInt8()];
      const payload = rest.subarray(5, 5 + length);
      rest = rest.subarray(5 + length);
      if (kind) yield { kind, payload };
    }
  };
  yield* take();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      yield* take();
    }
  } catch {
    // ECONNRESET: the same as an end.
  }
}

/** Writes a stream as frames of one kind, with backpressure. */
export async function pumpFrames(from: Readable, kind: FrameKind, to: Writable): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      if (to.destroyed) return;
      if (!to.write(encodeFrame(kind, chunk))) await drained(to);
    }
  } catch {
    // A terminal ends with EIO after its last process.
  }
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });
}
