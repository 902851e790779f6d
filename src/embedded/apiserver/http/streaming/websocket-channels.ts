/** A remote command over WebSocket: the first byte of a message names the channel. */
import { PassThrough, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Status } from '../status.ts';
import { parseSize } from './channel.ts';
import type { CommandChannels, CommandStreams } from './channel.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;
/** v5: the message's second byte names the channel that ends. */
const CLOSE = 255;

/** Newest first. v4 lacks the close message: there, input lasts as long as the connection. */
export const COMMAND_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

export function websocketChannels(websocket: WebSocket, wanted: CommandStreams): CommandChannels {
  const stdin = wanted.stdin ? new PassThrough() : undefined;
  const reads = clientReads(websocket);
  const resizes: ((columns: number, rows: number) => void)[] = [];
  websocket.on('message', (data: Buffer) => {
    const channel = data[0];
    const payload = data.subarray(1);
    if (channel === STDIN && stdin?.writable) {
      if (payload.length === 0 || stdin.write(payload)) return;
      websocket.pause();
      stdin.once('drain', () => websocket.resume());
    } else if (channel === RESIZE) {
      const size = parseSize(payload.toString());
      if (size) for (const handler of resizes) handler(size.columns, size.rows);
    } else if (channel === CLOSE && payload[0] === STDIN) stdin?.end();
  });
  const closed = new Promise<void>((resolve) => {
    websocket.once('close', () => {
      stdin?.end();
      resolve();
    });
  });
  return {
    ...(stdin ? { stdin } : {}),
    ...(wanted.stdout ? { stdout: writer(websocket, STDOUT, reads) } : {}),
    ...(wanted.stderr && !wanted.tty ? { stderr: writer(websocket, STDERR, reads) } : {}),
    onResize: (handler) => resizes.push(handler),
    closed,
    finish: async (status: Status) => {
      await reads;
      await new Promise<void>((resolve) => {
        send(websocket, ERROR, Buffer.from(JSON.stringify(status)), () => resolve());
      });
      websocket.close(1000);
    },
  };
}

/**
 * Resolves when the client has answered a ping. client-go before 1.34 begins to read before it has created its streams,
 * and discards data for a missing one ("Unknown stream id 1"), which a fast command would run into. After a round trip
 * the streams exist.
 */
function clientReads(websocket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ['pong', 'message', 'close']) websocket.once(event, () => resolve());
  websocket.ping();
  return promise;
}

function writer(websocket: WebSocket, channel: number, reads: Promise<void>): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => void reads.then(() => send(websocket, channel, chunk, done)),
  });
}

/** `done` is called when the bytes are sent, which gives backpressure. */
function send(
  websocket: WebSocket,
  channel: number,
  payload: Buffer,
  done: (error?: Error | null) => void,
): void {
  websocket.send(Buffer.concat([Buffer.of(channel), payload]), { binary: true }, done);
}
