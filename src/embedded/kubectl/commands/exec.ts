/** kubectl exec, over the v5 channels: 0 in, 1 out, 2 err, 3 result, 4 terminal size, 255 closes one. */
import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import { Exit, ServerError, usage } from '../errors.ts';
import type { Status } from '../errors.ts';
import type { FlagSpec } from '../flags.ts';
import { containerOf, podOf } from '../pods-of.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { openSocket, sendOn } from '../socket.ts';

export const flags = {
  stdin: { type: 'boolean', short: 'i' },
  tty: { type: 'boolean', short: 't' },
  container: { type: 'string', short: 'c' },
  quiet: { type: 'boolean', short: 'q' },
} satisfies Record<string, FlagSpec>;

const CLOSE = 255;

export async function run(session: Session): Promise<void> {
  const { line } = session;
  const [word] = line.positionals;
  const command = line.rest ?? [];
  if (command.length === 0) {
    throw usage(
      'you must specify at least one command for the container',
      'For example: kubectl exec deploy/kad -- ls',
    );
  }
  const stdin = line.boolean('stdin') === true;
  const tty = line.boolean('tty') === true && process.stdin.isTTY === true;
  if (line.boolean('tty') && !tty) {
    session.warn('Unable to use a TTY - input is not a terminal or the right kind of file');
  }
  const { pod } = await podOf(session, word);
  const query = new URLSearchParams(command.map((part): [string, string] => ['command', part]));
  query.set('container', containerOf(session, pod));
  for (const [name, on] of Object.entries({ stdin, tty, stdout: true, stderr: !tty }))
    if (on) query.set(name, 'true');
  const path = `/api/v1/namespaces/${session.namespace}/pods/${pod.metadata.name}/exec`;
  const socket = await openSocket(session.client, path, query, 'v5.channel.k8s.io');
  const restore = tty ? useTerminal(socket) : () => undefined;
  if (stdin) void sendInput(socket, process.stdin);
  try {
    await result(socket);
  } finally {
    restore();
    // An open standard input would keep this process alive.
    process.stdin.destroy();
  }
}

/** Raw mode, and the terminal's size now and on every change. */
function useTerminal(socket: WebSocket): () => void {
  const sendSize = () => {
    const size = { Width: process.stdout.columns, Height: process.stdout.rows };
    void sendOn(socket, 4, Buffer.from(JSON.stringify(size)));
  };
  process.stdin.setRawMode(true);
  process.stdout.on('resize', sendSize);
  sendSize();
  return () => {
    process.stdin.setRawMode(false);
    process.stdout.off('resize', sendSize);
  };
}

async function sendInput(socket: WebSocket, input: Readable): Promise<void> {
  try {
    for await (const chunk of input) await sendOn(socket, 0, chunk as Buffer);
    socket.send(Buffer.of(CLOSE, 0));
  } catch {
    // The command has ended before its input.
  }
}

function result(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false;
    socket.on('message', (message: Buffer) => {
      const payload = message.subarray(1);
      if (message[0] === 1) process.stdout.write(payload);
      if (message[0] === 2) process.stderr.write(payload);
      if (message[0] !== 3) return;
      ended = true;
      const failure = failureOf(JSON.parse(payload.toString()) as Status & { status?: string });
      if (failure) reject(failure);
      else resolve();
      socket.close();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      if (!ended) reject(usage('the connection to the container broke', 'See: kubectl get pods'));
    });
  });
}

function failureOf(status: Status & { status?: string }): Error | undefined {
  if (status.status === 'Success') return undefined;
  if (status.reason !== 'NonZeroExitCode') return new ServerError(500, status);
  const causes: Json[] = (status.details as Json)?.causes ?? [];
  const code = Number(causes.find(({ reason }) => reason === 'ExitCode')?.message ?? 1);
  process.stderr.write(`command terminated with exit code ${code}\n`);
  return new Exit(code);
}
