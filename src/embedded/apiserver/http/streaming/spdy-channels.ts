/** A remote command over SPDY: one stream for each of the process' streams, named by its header. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Status } from '../status.ts';
import { badRequest } from '../../errors.ts';
import { parseSize } from './channel.ts';
import type { CommandChannels, CommandStreams } from './channel.ts';
import { serveSpdy } from './spdy-connection.ts';
import type { SpdyStream } from './spdy-connection.ts';
import { acceptSpdy } from './spdy-upgrade.ts';

const PROTOCOL = 'v4.channel.k8s.io';
const STREAMS_WITHIN_MS = 30_000;

/** Resolves when the client has opened every stream it asked for. */
export async function acceptSpdyCommand(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  wanted: CommandStreams,
): Promise<CommandChannels> {
  acceptSpdy(request, socket, head, [PROTOCOL]);
  const expected = [
    'error',
    ...(['stdin', 'stdout'] as const).filter((name) => wanted[name]),
    ...(wanted.stderr && !wanted.tty ? ['stderr'] : []),
    ...(wanted.tty ? ['resize'] : []),
  ];
  const streams = new Map<string, SpdyStream>();
  let complete = () => {};
  const opened = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const connection = serveSpdy(socket, (stream) => {
    streams.set(stream.headers.get('streamtype') ?? '', stream);
    if (expected.every((name) => streams.has(name))) complete();
  });
  const timer = setTimeout(() => socket.destroy(), STREAMS_WITHIN_MS).unref();
  await Promise.race([opened, connection.closed]);
  clearTimeout(timer);
  if (socket.destroyed) throw badRequest('the client did not open its streams');

  const error = streams.get('error')!;
  error.resume();
  const [stdin, stdout, stderr, resize] = ['stdin', 'stdout', 'stderr', 'resize'].map((name) =>
    streams.get(name),
  );
  return {
    ...(stdin ? { stdin } : {}),
    ...(stdout ? { stdout } : {}),
    ...(stderr ? { stderr } : {}),
    onResize(handler) {
      resize?.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) {
          const size = parseSize(line);
          if (size) handler(size.columns, size.rows);
        }
      });
    },
    closed: connection.closed,
    async finish(status: Status) {
      for (const stream of [stdout, stderr]) stream?.end();
      await new Promise<void>((resolve) => {
        error.once('close', resolve);
        error.end(JSON.stringify(status), () => resolve());
      });
      connection.close();
    },
  };
}
