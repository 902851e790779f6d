import type { RequestOptions } from 'node:https';
import { open } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/index.ts';
import type { StagePart } from '../types.ts';

/** `refused`: nobody is there. `silent`: no answer in time, or one that says that it is not ready. */
export type Answer = 'well' | 'silent' | 'refused';

/** Something of the stage that can die, and be asked whether it lives. */
export interface Vital {
  part: StagePart;
  /** For a person, to begin a sentence. */
  name: Text;
  /** What to do when it is dead. */
  remedy: Text;
  ask(timeoutMs: number): Promise<Answer>;
}

/** @param server URL of an API server. What it answers does not matter, so no certificate and no secret is needed. */
export function askApiServer(server: string, timeoutMs: number): Promise<Answer> {
  return ask(`${server.replace(/\/$/, '')}/readyz`, { rejectUnauthorized: false }, timeoutMs);
}

/** @param socketPath of a Docker Engine */
export function askEngine(socketPath: string, timeoutMs: number): Promise<Answer> {
  return ask('http://localhost/_ping', { socketPath }, timeoutMs);
}

async function ask(url: string, options: RequestOptions, timeoutMs: number): Promise<Answer> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await open(url, { connection: { agent: false, ...options } }, late);
    response.destroy();
    return (response.statusCode ?? 500) < 500 ? 'well' : 'silent';
  } catch {
    return late.aborted ? 'silent' : 'refused';
  }
}
