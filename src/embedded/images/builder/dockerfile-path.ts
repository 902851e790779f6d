import { resolve } from 'node:path';
import type { BuildRequest } from './state.ts';

/** Where the Dockerfile stands on the host; undefined when it came as text. */
export function dockerfilePath(request: BuildRequest): string | undefined {
  if (request.dockerfileText !== undefined) return undefined;
  return resolve(request.contextFolder ?? '/', request.dockerfile ?? 'Dockerfile');
}
