/** Redis servers, ours and the real one, as processes. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { program } from '../../programs/program.ts';

export const realRedis = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

export interface RedisProcess {
  port: number;
  process: ChildProcess;
  /** Its output so far. */
  output: () => string;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function startRedis(
  args: string[],
  command = [process.execPath, program('redis')],
): Promise<RedisProcess> {
  const port = await freePort();
  const [program, ...first] = command as [string, ...string[]];
  const child = spawn(program, [...first, '--port', String(port), '--bind', '127.0.0.1', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  while (!(await answers(port)) && child.exitCode === null) await delay(20);
  return {
    port,
    process: child,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Writes bytes and reads until the requested number of answers is complete. */
export class RawClient {
  readonly socket: Socket;
  #received = '';

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('latin1').on('data', (text: string) => (this.#received += text));
  }

  /** @returns the bytes of one complete answer, latin1 */
  async ask(...words: string[]): Promise<string> {
    this.write(words);
    return this.answer();
  }

  write(words: string[]): void {
    this.socket.write(
      `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
  }

  async answer(): Promise<string> {
    for (;;) {
      const length = answerLength(this.#received, 0);
      if (length !== undefined) {
        const answer = this.#received.slice(0, length);
        this.#received = this.#received.slice(length);
        return answer;
      }
      await once(this.socket, 'data');
    }
  }
}

function answerLength(text: string, start: number): number | undefined {
  const end = text.indexOf('\r\n', start);
  if (end === -1) return undefined;
  const size = Number(text.slice(start + 1, end));
  if (text[start] === '$') {
    const after = size < 0 ? end + 2 : end + 2 + size + 2;
    return after <= text.length ? after : undefined;
  }
  let next: number | undefined = end + 2;
  const items = '*~>'.includes(text[start] as string) ? size : text[start] === '%' ? size * 2 : 0;
  for (let item = 0; item < items && next !== undefined; item++) next = answerLength(text, next);
  return next;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
