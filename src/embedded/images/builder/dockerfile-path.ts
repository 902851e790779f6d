import { resolve } from 'node:path';
import type { BuildRequest } from './state.ts';

/** Host path of the Dockerfile; undefined if it was given as text. */
export function dockerfilePath(request: BuildRequest): string | undefined {
  if (request.dockerfileText !== undefined) return undefined;
  return resolve(request.contextFolder ?? '/', request.dockerfile ?? 'Dockerfile');
}
