/** Instructions that change an image's configuration, not its files, as a table: keyword → step. */
import { constants } from 'node:os';
import { posix } from 'node:path';
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { resolveUser } from '../passwd.ts';
import { expand, expandArguments, expandPairs } from './arguments.ts';
import { healthcheck } from './healthcheck.ts';
import { chain, defaultShell, folders } from './state.ts';
import type { Build, StageState } from './state.ts';

export type ConfigStep = (build: Build, state: StageState, instruction: Instruction) => void;

export const configSteps: Record<string, ConfigStep> = {
  ARG: arg,
  ENV(build, state, instruction) {
    const pairs = expandPairs(build, state, instruction);
    state.config.env = { ...state.config.env, ...Object.fromEntries(pairs) };
  },
  LABEL(build, state, instruction) {
    const pairs = expandPairs(build, state, instruction);
    state.config.labels = { ...state.config.labels, ...Object.fromEntries(pairs) };
  },
  MAINTAINER(_build, state, instruction) {
    state.config.labels = { ...state.config.labels, maintainer: instruction.args };
  },
  CMD(_build, state, instruction) {
    state.config.cmd = instruction.json ?? [...shell(state), instruction.args];
  },
  ENTRYPOINT(build, state, instruction) {
    state.config.entrypoint = instruction.json ?? [...shell(state), instruction.args];
    // An inherited CMD belongs to the inherited entrypoint.
    const own = state.stage.instructions.some(
      (each) => each.keyword === 'CMD' && each.line < instruction.line,
    );
    if (!own) delete state.config.cmd;
    void build;
  },
  USER(build, state, instruction) {
    const user = expand(build, state, instruction, instruction.args);
    try {
      const { uid, gid } = resolveUser(folders(build, state), user);
      state.config = { ...state.config, user, uid, gid };
    } catch (error) {
      throw dockerfileError(
        build.parsed.file,
        instruction,
        (error as Error).message,
        'Name a user of the base image (node images have "node"), or a number.',
      );
    }
  },
  EXPOSE(build, state, instruction) {
    const ports = expandArguments(build, state, instruction).map((port) => exposed(build, instruction, port));
    state.config.exposedPorts = [...new Set([...state.config.exposedPorts, ...ports])];
  },
  VOLUME(build, state, instruction) {
    const paths = expandArguments(build, state, instruction).map((path) => posix.resolve('/', path));
    state.config.volumes = [...new Set([...(state.config.volumes ?? []), ...paths])];
  },
  STOPSIGNAL(build, state, instruction) {
    state.config.stopSignal = signalName(
      build,
      instruction,
      expand(build, state, instruction, instruction.args),
    );
  },
  SHELL(build, state, instruction) {
    if (!instruction.json || instruction.json.length === 0) {
      throw dockerfileError(
        build.parsed.file,
        instruction,
        'SHELL requires the arguments to be in JSON form',
        'Write e.g. SHELL ["/bin/bash", "-c"].',
      );
    }
    state.config.shell = instruction.json;
  },
  HEALTHCHECK(build, state, instruction) {
    const check = healthcheck(build, state, instruction);
    if (check) state.config.healthcheck = check;
    else delete state.config.healthcheck;
  },
};

/** Runs the step and adds it to the cache key and the history. */
export function configStep(build: Build, state: StageState, instruction: Instruction): void {
  const { keyword, args, flags } = instruction;
  configSteps[keyword]?.(build, state, instruction);
  const { config } = state;
  state.key = chain(
    state.key,
    keyword,
    args,
    JSON.stringify(flags),
    JSON.stringify(config),
    JSON.stringify(state.args),
  );
  const shown =
    keyword === 'CMD' || keyword === 'ENTRYPOINT'
      ? JSON.stringify(config[keyword === 'CMD' ? 'cmd' : 'entrypoint'])
      : args;
  state.history.push({ createdBy: `${keyword} ${shown}`, size: 0 });
}

export const shell = (state: StageState) => state.config.shell ?? defaultShell;

function arg(build: Build, state: StageState, instruction: Instruction): void {
  const { buildArgs = {} } = build.request;
  for (const [name, fallback] of argDeclarations(build, state, instruction)) {
    const global = globalArgs(build)[name];
    const value = buildArgs[name] ?? fallback ?? global;
    build.usedBuildArgs.add(name);
    if (value !== undefined) state.args = { ...state.args, [name]: value };
  }
}

/** `ARG NAME` and `ARG NAME=default`. */
function argDeclarations(
  build: Build,
  state: Pick<StageState, 'args' | 'config'>,
  instruction: Instruction,
): [string, string | undefined][] {
  return instruction.args.split(/\s+/).some((word) => word.includes('='))
    ? expandPairs(build, state, instruction)
    : instruction.args.split(/\s+/).map((name) => [name, undefined]);
}

/** ARGs before the first FROM, with the values given to the build. */
export function globalArgs(build: Build): Record<string, string> {
  const { buildArgs = {} } = build.request;
  let args: Record<string, string> = {};
  for (const instruction of build.parsed.globalArgs) {
    const scope = { args, config: { env: {} } as StageState['config'] };
    for (const [name, fallback] of argDeclarations(build, scope, instruction)) {
      build.usedBuildArgs.add(name);
      const value = buildArgs[name] ?? fallback;
      if (value !== undefined) args = { ...args, [name]: value };
    }
  }
  return args;
}

function exposed(build: Build, instruction: Instruction, text: string): string {
  const [, from, to, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/.exec(text) ?? [];
  if (from === undefined) {
    throw dockerfileError(
      build.parsed.file,
      instruction,
      `invalid containerPort: ${text}`,
      'Write a port, e.g. EXPOSE 5000 or 5000/tcp.',
    );
  }
  return `${from}${to ? `-${to}` : ''}/${protocol}`;
}

function signalName(build: Build, instruction: Instruction, text: string): NodeJS.Signals {
  const names = Object.entries(constants.signals) as [NodeJS.Signals, number][];
  const wanted = /^\d+$/.test(text) ? undefined : `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  const found = names.find(([name, number]) => name === wanted || number === Number(text));
  if (!found) {
    throw dockerfileError(build.parsed.file, instruction, `invalid signal: ${text}`, 'Write e.g. SIGTERM.');
  }
  return found[0];
}
