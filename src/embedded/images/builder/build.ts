/** `docker build`: builds an image from a Dockerfile and its context. */
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { UserError } from '../../../errors/user-error.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { parseReference } from '../reference.ts';
import type { Image } from '../types.ts';
import { configStep, configSteps } from './config-steps.ts';
import { copyStep } from './copy-step.ts';
import { dockerfilePath } from './dockerfile-path.ts';
import { Progress } from './progress.ts';
import { runStep } from './run-step.ts';
import { beginStage, neededStages } from './stages.ts';
import { stepTitle } from './state.ts';
import type { Build, BuildRequest, BuildServices, StageState } from './state.ts';
import { workdirStep } from './workdir-step.ts';

type Step = (build: Build, state: StageState, instruction: Instruction) => Promise<void> | void;

const steps: Record<string, Step> = {
  ...Object.fromEntries(Object.keys(configSteps).map((keyword) => [keyword, configStep])),
  ADD: copyStep,
  COPY: copyStep,
  RUN: runStep,
  WORKDIR: workdirStep,
};

/**
 * Builds, tags and returns the image. Output is BuildKit's plain progress.
 * @throws UserError (`file:line: message`) for anything that is not supported; then nothing is tagged
 */
export async function buildImage(services: BuildServices, request: BuildRequest): Promise<Image> {
  const tags = request.tags.map((tag) => parseReference(tag));
  const text = await readDockerfile(request);
  const progress = new Progress(request.onOutput);
  const file = shownFile(request);
  progress.note(
    `[internal] load build definition from ${file}`,
    `transferring dockerfile: ${Buffer.byteLength(text)}B done`,
  );
  const parsed = parseDockerfile(text, file);
  const build: Build = {
    ...services,
    request,
    parsed,
    progress,
    finished: new Map(),
    usedBuildArgs: new Set(),
  };
  let last: StageState | undefined;
  for (const stage of neededStages(build)) {
    last = await buildStage(build, stage);
  }
  if (!last) throw new Error('no stage was built');
  warnUnusedArgs(build);
  return finish(build, last, tags);
}

async function buildStage(build: Build, stage: StageState['stage']): Promise<StageState> {
  const state = beginStage(build, stage);
  if (state.steps.next === 1 && state.layers.length > 0) {
    build.progress.begin(stepTitle(build, state, `FROM ${state.origin}`)).cached();
  }
  for (const instruction of stage.instructions) {
    build.request.signal?.throwIfAborted();
    await steps[instruction.keyword]?.(build, state, instruction);
  }
  build.finished.set(stage.index, state);
  return state;
}

function finish(build: Build, state: StageState, tags: ReturnType<typeof parseReference>[]): Image {
  const { images, request, progress } = build;
  const image = images.add({
    config: { ...state.config, labels: { ...state.config.labels, ...request.labels } },
    layers: state.layers,
    ...(state.base !== undefined && { base: state.base }),
    created: state.created || new Date(0).toISOString(),
    history: state.history,
  });
  for (const tag of tags) images.tag(image.id, tag.familiar);
  progress.note(
    'exporting to image',
    'exporting layers done',
    `writing image ${image.id} done`,
    ...tags.map((tag) => `naming to ${tag.canonical} done`),
  );
  return images.resolve(image.id) ?? image;
}

function warnUnusedArgs(build: Build): void {
  const unused = Object.keys(build.request.buildArgs ?? {}).filter((name) => !build.usedBuildArgs.has(name));
  if (unused.length > 0) {
    build.request.onOutput(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
  }
}

function shownFile(request: BuildRequest): string {
  const path = dockerfilePath(request);
  if (path === undefined) return 'Dockerfile';
  const inside = relative(request.contextFolder ?? '/', path);
  return inside.startsWith('..') ? path : inside;
}

async function readDockerfile(request: BuildRequest): Promise<string> {
  if (request.contextFolder !== undefined) {
    const context = await stat(request.contextFolder).catch(() => undefined);
    if (!context?.isDirectory()) {
      throw new UserError(
        `unable to prepare context: path "${request.contextFolder}" not found`,
        'Name a folder that holds a Dockerfile.',
      );
    }
  }
  const path = dockerfilePath(request);
  if (path === undefined) return request.dockerfileText ?? '';
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `failed to read dockerfile: open ${shownFile(request)}: no such file or directory`,
      'Name it with -f, or name another folder.',
      { cause: error },
    );
  }
}
