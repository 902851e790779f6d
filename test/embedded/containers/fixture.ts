/** A runtime in a temporary folder, and a root with the host's programs. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRuntime, probeNamespaces } from '../../../src/embedded/containers/runtime.ts';
import type {
  Container,
  ContainerRuntime,
  ContainerSpec,
  ExecSession,
  RootFilesystem,
} from '../../../src/embedded/containers/types.ts';

export const probe = await probeNamespaces();
if (!probe.ok) console.warn(`containers with namespaces are not tested here: ${probe.why}`);
export const modes = probe.ok ? (['namespaces', 'processes'] as const) : (['processes'] as const);
export type Mode = (typeof modes)[number];

export interface Fixture {
  base: string;
  runtime: ContainerRuntime;
  /** Creates and starts. */
  run(command: string[], over?: Partial<ContainerSpec>): Promise<Container>;
  spec(command: string[], over?: Partial<ContainerSpec>): ContainerSpec;
  /** The complete output of the container. */
  output(id: string): Promise<string>;
  exec(id: string, ...command: string[]): Promise<{ stdout: string; stderr: string; code: number }>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Host folders that programs need, and a layer with the links of a merged-/usr system. */
export function hostRoot(layer: string): RootFilesystem {
  mkdirSync(join(layer, 'etc'), { recursive: true });
  writeFileSync(
    join(layer, 'etc/passwd'),
    'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
  );
  const binds = ['/usr/bin', '/usr/lib', '/usr/lib64', '/usr/sbin'].filter((path) => existsSync(path));
  for (const path of ['/bin', '/sbin', '/lib', '/lib64']) {
    if (!existsSync(path)) continue;
    if (!lstatSync(path).isSymbolicLink()) binds.push(path);
    else if (!existsSync(join(layer, path))) symlinkSync(readlinkSync(path), join(layer, path));
  }
  return {
    layers: [layer],
    binds: [
      ...binds.map((path) => ({ source: path, target: path })),
      { source: process.execPath, target: '/usr/local/bin/node' },
    ],
  };
}

export function writeFiles(folder: string, files: Record<string, string>, mode = 0o755): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode });
  }
}

export async function openFixture(mode: Mode, files: Record<string, string> = {}): Promise<Fixture> {
  const base = mkdtempSync(join(tmpdir(), 'pycont-runtime-'));
  const layer = join(base, 'layer');
  writeFiles(layer, files);
  const root = hostRoot(layer);
  writeFileSync(join(base, 'hosts'), '127.0.0.1 localhost\n');
  const runtime = await createRuntime({
    folder: join(base, 'containers'),
    mode,
    netHook: join(base, 'no-hook'),
  });
  let count = 0;
  const spec = (command: string[], over: Partial<ContainerSpec> = {}): ContainerSpec => ({
    name: `test-${(count += 1)}`,
    root,
    command,
    env: {},
    workdir: '/',
    user: 0,
    group: 0,
    mounts: [],
    hostname: 'box',
    address: '127.0.0.1',
    hostsFile: join(base, 'hosts'),
    readOnlyRoot: false,
    tty: false,
    stdin: false,
    labels: {},
    ...over,
  });
  return {
    base,
    runtime,
    spec,
    async run(command, over) {
      const container = await runtime.create(spec(command, over));
      await runtime.start(container.id);
      return container;
    },
    async output(id) {
      let text = '';
      for await (const line of runtime.logs(id, { follow: true })) text += line.text;
      return text;
    },
    async exec(id, ...command) {
      return collect(await runtime.exec(id, { command, tty: false, stdin: false }));
    },
    async [Symbol.asyncDispose]() {
      await runtime.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

export async function collect(
  session: ExecSession,
): Promise<{ stdout: string; stderr: string; code: number }> {
  const read = async (stream: AsyncIterable<Buffer>) => {
    let text = '';
    for await (const chunk of stream) text += chunk.toString();
    return text;
  };
  const [stdout, stderr, code] = await Promise.all([
    read(session.stdout),
    read(session.stderr),
    session.exit,
  ]);
  return { stdout, stderr, code };
}

/** Resolves with the first matching line of the container's output. */
export async function printed(runtime: ContainerRuntime, id: string, pattern: RegExp): Promise<string> {
  for await (const line of runtime.logs(id, { follow: true })) if (pattern.test(line.text)) return line.text;
  throw new Error(`the container ended without printing ${pattern}`);
}
