/** RUN: runs the command in a container of the image so far; the written files become a layer. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ContainerRuntime, Mount } from '../../containers/index.ts';
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { resolveUser } from '../passwd.ts';
import { shell } from './config-steps.ts';
import { layerStep } from './layer-step.ts';
import { npmCiLayer, parseNpmCi } from './npm-ci-step.ts';
import type { Vertex } from './progress.ts';
import { chain, folders } from './state.ts';
import type { Build, StageState } from './state.ts';

const packageManagers = /(^|&&|;|\s)(apt|apt-get|apk|dnf|yum|microdnf)\s/;

export async function runStep(build: Build, state: StageState, instruction: Instruction): Promise<void> {
  const command = instruction.json ?? [...shell(state), instruction.args];
  const mounts = instruction.flags.flatMap((flag) => cacheMount(build, instruction, flag));
  await layerStep(build, state, {
    title: `RUN ${instruction.args}`,
    createdBy: `RUN ${command.join(' ')} # buildkit`,
    key: chain(state.key, 'RUN', JSON.stringify(command), JSON.stringify(state.args)),
    make: async (draft, vertex) => {
      const npmCi = instruction.json ? undefined : parseNpmCi(instruction.args);
      if (npmCi && (await npmCiLayer(build, state, npmCi, draft, vertex))) return;
      return runInContainer(build, state, instruction, { command, mounts, draft, vertex });
    },
  });
}

interface RunJob {
  command: string[];
  mounts: Mount[];
  draft: string;
  vertex: Vertex;
}

async function runInContainer(
  build: Build,
  state: StageState,
  instruction: Instruction,
  job: RunJob,
): Promise<{ complete?: boolean }> {
  const { runtime, request } = build;
  if (!runtime?.commit) {
    throw dockerfileError(
      build.parsed.file,
      instruction,
      'RUN needs a container runtime, and there is none here',
      'Build with a running stage: pycont stage up',
    );
  }
  const container = await runtime.create(buildContainer(build, state, job));
  const abort = () => void runtime.signal(container.id, 'SIGKILL').catch(() => {});
  request.signal?.addEventListener('abort', abort);
  try {
    await runtime.start(container.id);
    const output = printOutput(runtime, container.id, job.vertex);
    const { exitCode } = await runtime.wait(container.id);
    const lastLines = await output;
    request.signal?.throwIfAborted();
    if (exitCode !== 0) throw failed(build, instruction, job.command, exitCode, lastLines);
    return await runtime.commit(container.id, job.draft);
  } finally {
    request.signal?.removeEventListener('abort', abort);
    await runtime.remove(container.id, true);
  }
}

function buildContainer(build: Build, state: StageState, job: RunJob) {
  const below = folders(build, state);
  const { config } = state;
  const { home } = resolveUser(below, config.user);
  return {
    name: `pycont_build_${randomBytes(6).toString('hex')}`,
    root: { layers: below, binds: state.binds },
    command: job.command,
    env: { ...state.args, HOME: home, ...config.env },
    workdir: config.workdir,
    user: config.uid,
    group: config.gid,
    mounts: job.mounts,
    hostname: 'buildkitsandbox',
    // A build has the host's network, as with docker build --network=host.
    address: '127.0.0.1',
    hostsFile: buildHosts(build),
    readOnlyRoot: false,
    tty: false,
    stdin: false,
    labels: { 'pycont.build': 'true' },
  };
}

function buildHosts(build: Build): string {
  const path = join(build.images.folder, 'build-hosts');
  writeFileSync(path, `127.0.0.1\tlocalhost buildkitsandbox\n${hostsOfMachine()}`);
  return path;
}

function hostsOfMachine(): string {
  try {
    return readFileSync('/etc/hosts', 'utf8');
  } catch {
    return '';
  }
}

/** Prints the output as it arrives; keeps its end for an error. */
async function printOutput(runtime: ContainerRuntime, id: string, vertex: Vertex): Promise<string[]> {
  const last: string[] = [];
  for await (const line of runtime.logs(id, { follow: true })) {
    const text = line.text.replace(/\r?\n$/, '');
    vertex.line(text);
    last.push(text);
    if (last.length > 10) last.shift();
  }
  return last;
}

function failed(
  build: Build,
  instruction: Instruction,
  command: string[],
  exitCode: number,
  lines: string[],
): Error {
  const what = `process "${command.join(' ')}" did not complete successfully: exit code: ${exitCode}`;
  const remedy = packageManagers.test(command.join(' '))
    ? "The embedded base images show the host's own programs, read-only: install what is needed on the host, and leave the package manager out."
    : 'Correct the command, and build again.';
  build.request.onOutput(
    `------\n > RUN ${instruction.args}:\n${lines.map((line) => `${line}\n`).join('')}------\n`,
  );
  return dockerfileError(build.parsed.file, instruction, what, remedy);
}

/** --mount=type=cache: a folder that is kept between builds. Other mounts and flags are refused. */
function cacheMount(build: Build, instruction: Instruction, flag: { name: string; value: string }): Mount[] {
  const fail = (what: string, remedy: string) =>
    dockerfileError(build.parsed.file, instruction, what, remedy);
  if (flag.name === 'network' && flag.value !== 'none') return [];
  const options = Object.fromEntries(
    flag.value.split(',').map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name, value.join('=')] as const;
    }),
  );
  if (flag.name !== 'mount' || options.type !== 'cache') {
    throw fail(
      `RUN --${flag.name}=${flag.value} is not supported by the embedded stage`,
      'Leave the flag out; of the mounts there is type=cache only.',
    );
  }
  const target = options.target ?? options.dst ?? options.destination;
  if (!target?.startsWith('/'))
    throw fail('RUN --mount=type=cache needs an absolute target', 'Write target=/PATH.');
  const name = createHash('sha256')
    .update(options.id ?? posix.normalize(target))
    .digest('hex')
    .slice(0, 16);
  const source = join(build.images.folder, 'cache-mounts', name);
  mkdirSync(source, { recursive: true });
  return [{ source, target, readOnly: 'readonly' in options || 'ro' in options }];
}
