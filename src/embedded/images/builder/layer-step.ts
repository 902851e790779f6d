/** A step that creates a layer, or takes it from the cache. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { makeFolders } from '../tree.ts';
import { lookup } from '../merged-root.ts';
import type { Vertex } from './progress.ts';
import { folders, stepTitle } from './state.ts';
import type { Build, StageState } from './state.ts';

export interface LayerStep {
  title: string;
  /** As `docker history` shows it. */
  createdBy: string;
  key: string;
  /** Creates the folder and writes into it, or writes nothing; `complete`: it contains the whole root. */
  make: (draft: string, vertex: Vertex) => Promise<{ complete?: boolean } | void>;
}

export async function layerStep(build: Build, state: StageState, step: LayerStep): Promise<void> {
  const { images, request } = build;
  const vertex = build.progress.begin(stepTitle(build, state, step.title));
  const known = request.noCache ? undefined : images.cached(step.key);
  state.key = step.key;
  if (known) {
    vertex.cached();
    apply(state, step, known);
    return;
  }
  const draft = images.layers.begin();
  try {
    const made = await step.make(draft, vertex);
    request.signal?.throwIfAborted();
    const layer = await images.layers.seal(draft);
    const result = { layer, created: new Date().toISOString(), ...(made?.complete && { complete: true }) };
    images.remember(step.key, result);
    apply(state, step, result);
    vertex.done();
  } catch (error) {
    vertex.error(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    images.layers.discard(draft);
  }
}

function apply(
  state: StageState,
  step: LayerStep,
  result: { layer?: { digest: string; size: number }; complete?: boolean; created: string },
): void {
  if (result.complete) state.layers = [];
  if (result.layer) state.layers = [...state.layers, result.layer];
  if (result.created > state.created) state.created = result.created;
  state.history.push({ createdBy: step.createdBy, size: result.layer?.size ?? 0 });
}

/**
 * Creates a folder inside a layer, with its parents. A folder of an upper layer hides the permissions of lower ones,
 * so they are copied from there; new folders are 0755.
 */
export function makeFolder(build: Build, state: StageState, draft: string, path: string): string {
  const below = folders(build, state);
  makeFolders(draft);
  let inside = '/';
  for (const part of path.split('/').filter(Boolean)) {
    inside = posix.join(inside, part);
    const host = join(draft, inside);
    if (existsSync(host)) continue;
    mkdirSync(host);
    const found = lookup(below, inside);
    chmodSync(host, found?.stat.isDirectory() ? found.stat.mode & 0o7777 : 0o755);
  }
  return join(draft, path);
}
