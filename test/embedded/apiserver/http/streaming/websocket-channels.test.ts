import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { websocketChannels } from '../../../../../src/embedded/apiserver/http/streaming/websocket-channels.ts';

const WANTED = { stdin: false, stdout: true, stderr: true, tty: false };
let server: WebSocketServer;
let client: WebSocket;
let socket: WebSocket;

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong: false });
  [[socket]] = await Promise.all([accepted, once(client, 'open')]);
});

afterEach(() => {
  client.terminate();
  server.close();
});

test('nothing is sent before the client has answered the ping', async () => {
  const seen: string[] = [];
  client.on('ping', () => seen.push('ping'));
  client.on('message', (data: Buffer) => seen.push(data.toString('latin1')));
  const pinged = once(client, 'ping');
  const channels = websocketChannels(socket, WANTED);
  channels.stdout!.write('early');
  await pinged;
  const marked = once(client, 'message');
  socket.send('marker');
  await marked;
  expect(seen).toEqual(['ping', 'marker']);
  const output = once(client, 'message');
  client.pong();
  await output;
  expect(seen.slice(2)).toEqual(['\u{1}early']);
});

test('a client that disconnects without a close does not block', async () => {
  const channels = websocketChannels(socket, WANTED);
  client.terminate();
  await channels.closed;
  await channels.finish({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 200 });
  expect(socket.readyState).toBe(WebSocket.CLOSED);
});
