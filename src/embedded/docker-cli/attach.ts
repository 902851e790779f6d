/** The client side of a session: input, output, terminal size and signals; restores the terminal at the end. */
import type { Duplex } from 'node:stream';
import { encodeFrame, readFrames } from '../docker-engine/index.ts';
import type { WireError } from '../docker-engine/index.ts';
import { openSession } from './client.ts';
import { detachKeys } from './detach-keys.ts';
import { ShimError } from './errors.ts';

export interface SessionOptions {
  tty: boolean;
  stdin: boolean;
  /** Whether Ctrl-C and similar signals are forwarded (docker run, attach) or end only the client (docker exec). */
  forwardSignals: boolean;
}

const forwarded: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];

/** @throws ShimError with Docker's message if a terminal is requested and there is none */
export function checkTerminal(tty: boolean, stdin: boolean): void {
  if (tty && stdin && !process.stdin.isTTY) {
    throw new ShimError('the input device is not a TTY', { remedy: 'Leave -t out.' });
  }
}

/** @returns the process' exit code */
export async function runSession(name: string, params: object, options: SessionOptions): Promise<number> {
  const { socket, head } = await openSession(name, params);
  socket.on('error', () => {});
  const undo = [
    options.tty ? useTerminal(socket) : () => {},
    options.stdin ? sendInput(socket, options.tty) : () => {},
    options.forwardSignals && !options.tty ? sendSignals(socket) : () => {},
  ];
  try {
    return await receive(socket, head);
  } finally {
    for (const each of undo.toReversed()) each();
    socket.destroy();
  }
}

async function receive(socket: Duplex, head: Buffer): Promise<number> {
  for await (const { kind, payload } of readFrames(socket, head)) {
    if (kind === 'stdout') await write(process.stdout, payload);
    else if (kind === 'stderr') await write(process.stderr, payload);
    else if (kind === 'exit') return Number(payload.toString());
    else if (kind === 'error') {
      const { message, exitCode } = JSON.parse(payload.toString()) as WireError;
      throw new ShimError(message, { exitCode, fromDaemon: true });
    }
  }
  if (detached.has(socket)) {
    process.stderr.write('read escape sequence\r\n');
    return 0;
  }
  throw new ShimError('the connection to the engine broke', {
    remedy: 'See whether it runs: pycont stage status',
  });
}

const detached = new WeakSet<Duplex>();

export async function write(to: NodeJS.WriteStream, data: Buffer | string): Promise<void> {
  if (to.write(data)) return;
  await new Promise<void>((resolve) => {
    to.once('drain', resolve);
    to.once('close', resolve);
  });
}

function useTerminal(socket: Duplex): () => void {
  const { stdin, stdout } = process;
  const size = () => {
    const { columns = 80, rows = 24 } = stdout;
    socket.write(encodeFrame('size', JSON.stringify({ columns, rows })));
  };
  size();
  stdout.on('resize', size);
  const raw = stdin.isTTY && !stdin.isRaw;
  if (raw) stdin.setRawMode(true);
  return () => {
    stdout.off('resize', size);
    if (raw) stdin.setRawMode(false);
  };
}

function sendInput(socket: Duplex, tty: boolean): () => void {
  const { stdin } = process;
  const watch = detachKeys();
  const onData = (chunk: Buffer) => {
    const { pass, detach } = tty ? watch(chunk) : { pass: chunk, detach: false };
    if (pass.length > 0 && !socket.write(encodeFrame('stdin', pass))) {
      stdin.pause();
      socket.once('drain', () => stdin.resume());
    }
    if (!detach) return;
    detached.add(socket);
    socket.destroy();
  };
  const onEnd = () => socket.write(encodeFrame('end'));
  stdin.on('data', onData);
  stdin.on('end', onEnd);
  return () => {
    stdin.off('data', onData);
    stdin.off('end', onEnd);
    stdin.pause();
  };
}

function sendSignals(socket: Duplex): () => void {
  let interrupts = 0;
  const handlers = forwarded.map((signal) => {
    const handler = () => {
      socket.write(encodeFrame('signal', signal));
      if (signal !== 'SIGINT' && signal !== 'SIGTERM') return;
      interrupts += 1;
      if (interrupts >= 3) {
        process.stderr.write('\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
        process.exit(1);
      }
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const off of handlers) off();
  };
}
