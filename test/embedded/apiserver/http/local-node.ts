/**
 * A node that runs commands as plain child processes and dials loopback ports: enough to test the HTTP side of the
 * API with real processes and sockets. The real kubelet has its own tests.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import type { ExecOptions, ExecSession, LogLine } from '../../../../src/embedded/containers/types.ts';
import type { NodeApi } from '../../../../src/embedded/apiserver/node-api.ts';
import { ApiError } from '../../../../src/embedded/apiserver/types.ts';

export interface LocalNode extends NodeApi {
  resizes: string[];
  /** Lines of every container's log; `more` resolves when another was added. */
  log: LogLine[];
  say(text: string): void;
  /** The real ports of the pod. */
  ports: Map<number, number>;
}

export function localNode(): LocalNode {
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  const resizes: string[] = [];
  const ports = new Map<number, number>();
  return {
    log,
    resizes,
    ports,
    say(text) {
      log.push({ time: new Date().toISOString(), stream: 'stdout', text });
      for (const wake of waiting) wake();
    },
    async *logs(_namespace, pod, container, options) {
      if (container === 'nope')
        throw new ApiError(400, 'BadRequest', `container nope is not valid for pod ${pod}`);
      if (options.previous)
        throw new ApiError(
          400,
          'BadRequest',
          `previous terminated container "main" in pod "${pod}" not found`,
        );
      let at = options.tailLines === undefined ? 0 : Math.max(0, log.length - options.tailLines);
      while (!options.signal?.aborted) {
        while (at < log.length) yield log[at++]!;
        if (!options.follow) return;
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          options.signal?.addEventListener('abort', () => resolve());
        });
      }
    },
    exec: async (_namespace, _pod, container, options) => {
      if (container === 'nope') throw new ApiError(400, 'BadRequest', 'container not found ("nope")');
      return run(options, resizes);
    },
    attach: () => run({ command: ['cat'], tty: false, stdin: true }, resizes),
    async dial(_namespace, _pod, port) {
      const socket = connect({ host: '127.0.0.1', port: ports.get(port) ?? port, allowHalfOpen: true });
      await once(socket, 'connect');
      return socket;
    },
    usage: () => [{ container: 'main', nanocores: 250_000_000, bytes: 64 * 1024 * 1024 }],
  };
}

function run({ command, tty, stdin }: ExecOptions, resizes: string[]): ExecSession {
  const child = spawn(command[0]!, command.slice(1), { stdio: [stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
  const stderr = new PassThrough();
  const stdout = new PassThrough();
  child.stderr!.pipe(tty ? stdout : stderr, { end: !tty });
  child.stdout!.pipe(stdout, { end: false });
  child.once('close', () => {
    stdout.end();
    stderr.end();
  });
  return {
    stdin: child.stdin ?? new PassThrough().resume(),
    stdout,
    stderr,
    resize: (columns, rows) => resizes.push(`${columns}x${rows}`),
    signal: (signal) => child.kill(signal),
    exit: once(child, 'exit').then(([code]) => (code as number | null) ?? 137),
  };
}
