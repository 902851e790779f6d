import type { RequestOptions } from 'node:https';
import { open } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/index.ts';
import type { StagePart } from '../types.ts';

/** `refused`: nothing listens. `silent`: no answer in time, or one that says that it is not ready. */
export type Answer = 'healthy' | 'silent' | 'refused';

/** A check whether a part of the stage is alive. */
export interface HealthCheck {
  part: StagePart;
  /** For people, to begin a sentence. */
  name: Text;
  /** What to do if it is dead. */
  remedy: Text;
  run(timeoutMs: number): Promise<Answer>;
}

/** @param server URL of an API server. The content of the answer does not matter, so neither certificates nor secrets are needed. */
export function checkApiServer(server: string, timeoutMs: number): Promise<Answer> {
  return ask(`${server.replace(/\/$/, '')}/readyz`, { rejectUnauthorized: false }, timeoutMs);
}

/** @param socketPath of a Docker Engine */
export function checkEngine(socketPath: string, timeoutMs: number): Promise<Answer> {
  return ask('http://localhost/_ping', { socketPath }, timeoutMs);
}

async function ask(url: string, options: RequestOptions, timeoutMs: number): Promise<Answer> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await open(url, { connection: { agent: false, ...options } }, late);
    response.destroy();
    return (response.statusCode ?? 500) < 500 ? 'healthy' : 'silent';
  } catch {
    return late.aborted ? 'silent' : 'refused';
  }
}
