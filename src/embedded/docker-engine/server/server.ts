/** Serves the engine over HTTP on a unix socket that only its user can open. */
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { createEngine } from '../engine.ts';
import type { Engine, EngineHome, EngineOptions } from '../engine.ts';
import { wireError } from '../errors.ts';
import type { StreamItem, WireError } from '../types.ts';
import { upgradeName } from './frames.ts';
import { methods } from './methods.ts';
import type { Method } from './methods.ts';
import { carry, sessions } from './sessions.ts';
import { engineSocketPath, prepareSocketFolder } from './socket-path.ts';
import { streams } from './streams.ts';

export interface RunningEngine {
  engine: Engine;
  /** Absolute path; not always the home's: see `engineSocketPath`. */
  socket: string;
  close(): Promise<void>;
}

/** @param options `calls`: additional methods, of the process that the engine runs in */
export async function startEngine(
  options: EngineOptions & { home: EngineHome; calls?: Record<string, Method> },
): Promise<RunningEngine> {
  const engine = createEngine(options);
  const socket = engineSocketPath(options.home.engineSocket);
  prepareSocketFolder(socket);
  rmSync(socket, { force: true });
  const connections = new Set<Socket>();
  const known = { ...methods, ...options.calls };
  const server = createServer((request, response) => void answer(engine, known, request, response));
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  server.on('upgrade', (request, connection, head) => void upgrade(engine, request, connection, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  chmodSync(socket, 0o600);
  return {
    engine,
    socket,
    async close() {
      server.close();
      await engine.close();
      for (const connection of connections) connection.destroy();
      rmSync(socket, { force: true });
    },
  };
}

async function answer(
  engine: Engine,
  known: Record<string, Method>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = (request.url ?? '').slice(1);
  const method = known[name];
  const stream = streams[name];
  try {
    const params = request.method === 'POST' ? await json(request) : {};
    if (stream) await answerStream(response, (send, signal) => stream(engine, params, send, signal));
    else if (method) respond(response, 200, { result: (await method(engine, params)) ?? null });
    else
      respond(response, 404, {
        error: { message: `unknown call ${name}`, exitCode: 125 } satisfies WireError,
      });
  } catch (error) {
    respond(response, 400, { error: wireError(error) });
  }
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answerStream(
  response: ServerResponse,
  run: (send: (item: StreamItem) => Promise<void>, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const send = async (item: StreamItem) => {
    if (response.destroyed || response.write(`${JSON.stringify(item)}\n`)) return;
    await new Promise<void>((resolve) => {
      response.once('drain', resolve);
      response.once('close', resolve);
    });
  };
  try {
    await run(send, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) await send({ error: wireError(error) });
  }
  response.end();
}

async function upgrade(
  engine: Engine,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => {});
  const url = new URL(request.url ?? '/', 'http://engine');
  const open = sessions[url.pathname.slice(1)];
  try {
    if (!open) throw new Error(`unknown session ${url.pathname}`);
    const opened = await open(engine, JSON.parse(url.searchParams.get('call') ?? '{}'));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${upgradeName}\r\n\r\n`,
    );
    await carry(opened, socket, head);
  } catch (error) {
    const body = JSON.stringify({ error: wireError(error) });
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
}
