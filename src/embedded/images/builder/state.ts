/** The state of a build between steps. */
import { createHash } from 'node:crypto';
import type { ContainerRuntime } from '../../containers/index.ts';
import type { ParsedDockerfile, Stage } from '../dockerfile/parse.ts';
import type { Layer } from '../layers.ts';
import type { LocalImageStore } from '../store.ts';
import type { ImageConfig } from '../types.ts';
import type { Bind } from '../user-land.ts';
import type { Progress } from './progress.ts';

export interface BuildServices {
  images: LocalImageStore;
  /** For the containers of RUN; without it, RUN is refused except for `npm ci`, which needs none. */
  runtime?: ContainerRuntime;
}

export interface BuildRequest {
  /** Absolute folder; absent if only a Dockerfile was given, through standard input. */
  contextFolder?: string;
  /** Path relative to the context, or absolute. Default: Dockerfile. */
  dockerfile?: string;
  /** The content of the Dockerfile, in place of a path. */
  dockerfileText?: string;
  tags: string[];
  buildArgs?: Record<string, string>;
  target?: string;
  labels?: Record<string, string>;
  noCache?: boolean;
  onOutput: (text: string) => void;
  signal?: AbortSignal;
}

export interface Build extends BuildServices {
  request: BuildRequest;
  parsed: ParsedDockerfile;
  progress: Progress;
  /** Finished stages by index. */
  finished: Map<number, StageState>;
  usedBuildArgs: Set<string>;
}

/** One stage in progress. */
export interface StageState {
  stage: Stage;
  config: ImageConfig;
  layers: Layer[];
  binds: Bind[];
  base?: string;
  /** The full reference of FROM. */
  origin: string;
  history: { createdBy: string; size: number }[];
  /** When its newest layer was created, in this build or in the cached one. */
  created: string;
  /** Cache key of everything so far. */
  key: string;
  /** ARG values in scope. */
  args: Record<string, string>;
  /** For `2/6` in front of a step: the number of steps with layers, and that of the next one. */
  steps: { total: number; next: number };
}

export const defaultShell = ['/bin/sh', '-c'];

export function chain(key: string, ...parts: string[]): string {
  const hash = createHash('sha256').update(key);
  for (const part of parts) hash.update(`\0${part}`);
  return hash.digest('hex');
}

export function folders(build: Build, state: Pick<StageState, 'layers'>): string[] {
  return state.layers.map((layer) => build.images.layers.folderOf(layer.digest));
}

/** `[2/6] `, or `[base 2/6] ` in a build with several stages. */
export function stepTitle(build: Build, state: StageState, text: string): string {
  const { stage, steps } = state;
  const alone = build.parsed.stages.length === 1;
  const named = stage.name !== String(stage.index);
  const name = alone ? '' : `${named ? stage.name : 'stage-' + stage.index} `;
  const title = `[${name}${steps.next}/${steps.total}] ${text}`;
  steps.next += 1;
  return title;
}
