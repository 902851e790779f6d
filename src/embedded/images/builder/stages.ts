/** The stages that a build needs, and the resolution of names in FROM and COPY --from. */
import { UserError } from '../../../errors/user-error.ts';
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction, ParsedDockerfile, Stage } from '../dockerfile/parse.ts';
import { parseReference } from '../reference.ts';
import { unknownImage } from '../store.ts';
import { expand } from './arguments.ts';
import { globalArgs } from './config-steps.ts';
import { contextTree, readIgnore, rootTree } from './source-tree.ts';
import type { SourceTree } from './source-tree.ts';
import { chain, folders } from './state.ts';
import type { Build, StageState } from './state.ts';
import { dockerfilePath } from './dockerfile-path.ts';

const layerKeywords = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

function findStage(parsed: ParsedDockerfile, name: string, before = Infinity): Stage | undefined {
  const stages = parsed.stages.filter((stage) => stage.index < before);
  return stages.findLast((stage) => stage.name === name.toLowerCase() || String(stage.index) === name);
}

/** The target stage and all stages that it depends on, in order. */
export function neededStages(build: Build): Stage[] {
  const { parsed, request } = build;
  const target = request.target === undefined ? parsed.stages.at(-1) : findStage(parsed, request.target);
  if (!target) {
    throw new UserError(
      `target stage "${request.target}" could not be found`,
      `Stages are: ${parsed.stages.map((stage) => stage.name).join(', ')}`,
    );
  }
  const needed = new Set<Stage>();
  const visit = (stage: Stage) => {
    if (needed.has(stage)) return;
    needed.add(stage);
    const names = [
      imageOf(build, stage),
      ...stage.instructions.flatMap((each) =>
        each.flags.filter((flag) => flag.name === 'from').map((flag) => flag.value),
      ),
    ];
    for (const name of names) {
      const other = findStage(parsed, name, stage.index);
      if (other) visit(other);
    }
  };
  visit(target);
  return parsed.stages.filter((stage) => needed.has(stage));
}

/** The image of FROM, with global ARGs expanded. */
function imageOf(build: Build, stage: Stage): string {
  const scope = { args: globalArgs(build), config: { env: {} } as StageState['config'] };
  const name = expand(build, scope, stage.from, stage.from.args.split(/\s+/)[0] ?? '');
  if (name === '') {
    throw dockerfileError(
      build.parsed.file,
      stage.from,
      `base name (${stage.from.args}) should not be blank`,
      'Give the ARG in it a default before FROM, or use --build-arg.',
    );
  }
  return name;
}

export function beginStage(build: Build, stage: Stage): StageState {
  const { from } = stage;
  const name = imageOf(build, stage);
  checkPlatform(build, from);
  const steps = {
    total: 1 + stage.instructions.filter((each) => layerKeywords.has(each.keyword)).length,
    next: 1,
  };
  const parent = findStage(build.parsed, name, stage.index);
  const finished = parent && build.finished.get(parent.index);
  if (finished) return { ...structuredClone(finished), stage, steps: { ...steps, next: 2 }, args: {} };
  if (name === 'scratch') {
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    const config = { env, workdir: '/', user: '', uid: 0, gid: 0, exposedPorts: [], labels: {} };
    const empty = {
      config,
      layers: [],
      binds: [],
      history: [],
      created: '',
      key: chain('', 'scratch'),
      origin: name,
    };
    return { ...empty, stage, args: {}, steps: { ...steps, next: 1 } };
  }
  const state = fromImage(build, from, name, stage, steps);
  build.progress.note(`[internal] load metadata for ${parseReference(name).canonical}`);
  return state;
}

function fromImage(
  build: Build,
  from: Instruction,
  name: string,
  stage: Stage,
  steps: { total: number; next: number },
): StageState {
  const image = build.images.stored(name);
  if (!image) {
    const { familiar } = parseReference(name);
    const { message, remedy } = unknownImage(familiar, build.images.presetNames());
    throw dockerfileError(build.parsed.file, from, message, remedy);
  }
  const resolved = build.images.resolve(name);
  return {
    stage,
    config: structuredClone(image.config),
    layers: image.layers,
    binds: resolved?.root.binds ?? [],
    ...(image.base !== undefined && { base: image.base }),
    origin: parseReference(name).canonical,
    history: [...image.history],
    created: image.created,
    key: chain('', image.id),
    args: {},
    steps,
  };
}

function checkPlatform(build: Build, from: Instruction): void {
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value;
  if (platform === undefined || platform.startsWith('$')) return;
  const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
  const own = `linux/${architectures[process.arch] ?? process.arch}`;
  if (platform !== own) {
    throw dockerfileError(
      build.parsed.file,
      from,
      `the embedded stage builds for ${own} only, not for ${platform}`,
      'Leave --platform out.',
    );
  }
}

/** COPY --from: an earlier stage, or an image; without --from the build context. */
export async function findSource(
  build: Build,
  instruction: Instruction,
  from: string | undefined,
): Promise<SourceTree> {
  const { request, parsed, images } = build;
  if (from === undefined) {
    if (request.contextFolder === undefined) {
      throw dockerfileError(
        parsed.file,
        instruction,
        'there is no build context: the Dockerfile came alone through standard input',
        'Name a folder: docker build FOLDER',
      );
    }
    return contextTree(request.contextFolder, readIgnore(request.contextFolder, dockerfilePath(request)));
  }
  const stage = findStage(parsed, from);
  const finished = stage && build.finished.get(stage.index);
  if (finished) return rootTree(folders(build, finished));
  const image = images.resolve(from);
  if (!image) {
    throw dockerfileError(
      parsed.file,
      instruction,
      `COPY --from=${from}: no such stage or image`,
      'Name a stage above this line (FROM … AS NAME), or an image.',
    );
  }
  return rootTree(image.root.layers);
}
