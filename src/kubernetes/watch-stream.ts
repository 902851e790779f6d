import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { KUBERNETES } from '../messages/operator/index.ts';
import { TextError } from './errors.ts';

export interface WatchRequest {
  signal: AbortSignal;
  /** Once open, the connection counts as dead if nothing arrives for so long. */
  silenceMs: number;
  /** The server has accepted the watch. */
  onOpen?: () => void;
  /** If it throws, the watch ends. */
  onLine: (line: string) => void;
}

/**
 * Reads an open watch line by line until the server ends it (resolves), or it fails, is silent, is aborted
 * or `onLine` throws (rejects).
 */
export async function follow(response: IncomingMessage, request: WatchRequest): Promise<void> {
  const { signal, silenceMs, onLine } = request;
  const lines = createInterface({ input: response, crlfDelay: Infinity });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let over = false;
  let heard = false;
  const silence = setTimeout(() => {
    heard = false;
    // If this process was busy, data that has arrived is read first.
    setImmediate(() => heard || reject(new TextError(KUBERNETES.silent({ ms: silenceMs }))));
  }, silenceMs);
  const aborted = (): void => reject(signal.reason as Error);

  signal.addEventListener('abort', aborted);
  if (signal.aborted) aborted();
  response.on('error', reject);
  response.on('data', () => {
    heard = true;
    silence.refresh();
  });
  lines.on('error', reject);
  lines.on('close', () => (response.complete ? resolve() : reject(new TextError(KUBERNETES.connectionLost))));
  lines.on('line', (line) => {
    try {
      if (!over) onLine(line);
    } catch (error) {
      over = true;
      reject(error as Error);
    }
  });
  try {
    await promise;
  } finally {
    over = true;
    clearTimeout(silence);
    signal.removeEventListener('abort', aborted);
    lines.close();
    response.destroy();
  }
}
