/** Sends single requests and reports how each ended. */
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { NETWORK } from '../messages/index.ts';
import type { Text } from '../messages/index.ts';
import type { ErrorKind, LoadOptions } from './types.ts';

export type Outcome =
  { kind: 'answered' } | { kind: 'failed'; error: ErrorKind; message: Text } | { kind: 'cancelled' };

export interface Sender {
  /** `done` is called exactly once. */
  send(done: (outcome: Outcome) => void): void;
  readonly inFlight: number;
  /** Resolves as soon as nothing is in flight. */
  idle(): Promise<void>;
  /** Cancels all requests in flight, and closes all connections. */
  close(): Promise<void>;
}

/** @param connections how many requests may be in flight at once */
export function createSender(
  { url, keepAlive, timeout }: Pick<LoadOptions, 'url' | 'keepAlive' | 'timeout'>,
  connections: number,
): Sender {
  const pool = new Pool(url.origin, {
    connections,
    pipelining: 1,
    connect: { timeout, rejectUnauthorized: false },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const request: Dispatcher.DispatchOptions = {
    method: 'GET',
    path: url.pathname + url.search,
    headers: { accept: '*/*', 'user-agent': 'pycont-load' },
    // Closes the connection after the answer.
    reset: !keepAlive,
  };
  const running = new Set<(outcome: Outcome) => void>();
  const waiting: (() => void)[] = [];
  let closed = false;

  function send(done: (outcome: Outcome) => void): void {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    const finish = (outcome: Outcome) => {
      if (!running.delete(finish)) return;
      clearTimeout(timer);
      done(outcome);
      if (running.size === 0) for (const resolve of waiting.splice(0)) resolve();
    };
    const timer = setTimeout(() => {
      finish({ kind: 'failed', error: 'timeout', message: NETWORK.noAnswer({ ms: timeout }) });
      controller?.abort(new Error('timed out'));
    }, timeout);
    running.add(finish);
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // It timed out before there was a connection.
        if (!running.has(finish)) started.abort(new Error('timed out'));
      },
      onResponseStart(_controller, code) {
        status = code;
      },
      // Without this method the body would not be read.
      onResponseData() {},
      onResponseEnd() {
        if (status < 400) finish({ kind: 'answered' });
        else finish({ kind: 'failed', error: `status ${status}`, message: `HTTP ${status}` });
      },
      onResponseError(_controller, error) {
        finish(
          closed
            ? { kind: 'cancelled' }
            : { kind: 'failed', error: errorKind(error), message: error.message || error.name },
        );
      },
    });
  }

  return {
    send,
    get inFlight() {
      return running.size;
    },
    idle: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async close() {
      closed = true;
      for (const finish of running) finish({ kind: 'cancelled' });
      await pool.destroy();
    },
  };
}

/** The server closed the connection before the answer was complete. */
const RESETS = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HPE_INVALID_EOF_STATE',
]);

function errorKind(error: Error): ErrorKind {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ECONNREFUSED') return 'refused';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  return RESETS.has(code) ? 'reset' : 'other';
}
