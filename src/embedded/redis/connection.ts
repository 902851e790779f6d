/** One client connection: parses requests, writes replies. */
import type { Socket } from 'node:net';
import type { ServerState, Session } from './command.ts';
import { encode, RedisError } from './reply.ts';
import type { Reply } from './reply.ts';
import { ProtocolError, RequestParser } from './request-parser.ts';

/** Unsent bytes after which a subscriber that does not read is disconnected. */
const MAX_UNREAD = 32 * 1024 * 1024;

let lastId = 0;

export function serveConnection(
  socket: Socket,
  server: ServerState,
  answer: (session: Session, request: string[]) => Reply,
): void {
  const parser = new RequestParser();
  const session: Session = {
    id: ++lastId,
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
    database: 0,
    protocol: 2,
    name: '',
    authenticated: server.password === undefined,
    queued: undefined,
    aborted: false,
    channels: new Set(),
    patterns: new Set(),
    send(reply) {
      if (socket.writable) socket.write(encode(reply, session.protocol), 'latin1');
      if (socket.writableLength > MAX_UNREAD) socket.destroy();
    },
    close: () => socket.end(),
  };
  server.sessions.add(session);
  server.connectionsReceived++;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => server.sessions.delete(session));
  socket.on('data', (chunk: Buffer) => {
    // One write for all answers of a pipeline.
    socket.cork();
    try {
      for (const request of parser.push(chunk)) {
        if (socket.writableEnded) break;
        const reply = answer(session, request);
        if (!socket.writableEnded) session.send(reply);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      session.send(new RedisError(`ERR Protocol error: ${error.message}`));
      socket.end();
    } finally {
      socket.uncork();
    }
  });
}
