/** An engine in this process, with a real runtime and real sockets, and the docker command as a separate process. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '../../../src/embedded/containers/runtime.ts';
import { writeDaemonFile } from '../../../src/embedded/home/daemon-file.ts';
import { startEngine } from '../../../src/embedded/docker-engine/server/server.ts';
import { embeddedHome } from '../../../src/embedded/home/paths.ts';
import { createImageStore } from '../../../src/embedded/images/store.ts';
import { claimBlock } from '../../../src/embedded/network/block.ts';
import { createDial } from '../../../src/embedded/network/dial.ts';
import { createPool } from '../../../src/embedded/network/pool.ts';
import { createPortMap } from '../../../src/embedded/network/ports.ts';
import { createPublisher } from '../../../src/embedded/network/publish.ts';
import type { Network } from '../../../src/embedded/network/types.ts';
import { program } from '../../programs/program.ts';
import { packageRoot } from '../../../src/system/package-root.ts';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export interface TestStage {
  folder: string;
  mode: 'namespaces' | 'processes';
  engine: Awaited<ReturnType<typeof startEngine>>['engine'];
  socket: string;
  /** The docker command: a file for node. */
  shim: string;
  environment: NodeJS.ProcessEnv;
  /** Runs a docker command to its end. */
  docker(...args: string[]): Promise<Outcome>;
  /** The same with something on standard input. */
  dockerWith(input: string, ...args: string[]): Promise<Outcome>;
  close(): Promise<void>;
}

export async function startTestStage(mode: 'namespaces' | 'processes'): Promise<TestStage> {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-docker-'));
  const home = embeddedHome(folder);
  mkdirSync(home.root, { recursive: true });
  const netHook = program('net-hook');
  const shim = program('docker');
  const network = await testNetwork(folder);
  const runtime = await createRuntime({
    folder: home.containers,
    mode,
    netHook,
    ports: { folder: network.portsFolder, addressing: network.mode },
  });
  const images = createImageStore({
    folder: home.images,
    packageRoot: packageRoot(),
    // Ignores a redis-server of this machine, so that tests do not depend on it.
    pathLookup: (name) => (name === 'npm' ? '/usr/bin/npm' : undefined),
  });
  const running = await startEngine({ images, runtime, network, home });
  writeDaemonFile(home, {
    apiUrl: '',
    ingressUrl: '',
    engineSocket: running.socket,
    kubeconfig: '',
    commands: '',
    localPort: 0,
    runtime: runtime.mode,
    nodeAddress: network.nodeAddress,
  });
  const environment = { ...process.env, PYCONT_HOME: folder };
  const typed = (input: string | undefined, args: string[]) => typeDocker(shim, environment, input, args);
  return {
    folder,
    mode: runtime.mode,
    engine: running.engine,
    socket: running.socket,
    shim,
    environment,
    docker: (...args) => typed(undefined, args),
    dockerWith: (input, ...args) => typed(input, args),
    async close() {
      await running.close();
      await runtime.close();
      await network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function typeDocker(
  shim: string,
  env: NodeJS.ProcessEnv,
  input: string | undefined,
  args: string[],
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [shim, ...args], { env }, (error, stdout, stderr) => {
      const code = error ? Number(error.code ?? 128) : 0;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end(input ?? '');
  });
}

/** A docker command in the background. */
export function dockerProcess(stage: TestStage, ...args: string[]) {
  const child = spawn(process.execPath, [stage.shim, ...args], { env: stage.environment });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 128)));
  return { child, output, ended };
}

/** The parts of the network that docker uses, without those for a cluster. */
async function testNetwork(folder: string): Promise<Network> {
  const block = await claimBlock(folder);
  const ports = createPortMap(join(folder, 'ports'), block.mode);
  const dial = createDial(ports);
  const pool = createPool(block.octet, 1, 199);
  const publisher = createPublisher(dial);
  return {
    nodeAddress: `127.${block.octet}.0.1`,
    mode: block.mode,
    portsFolder: join(folder, 'ports'),
    ingressUrl: '',
    dial,
    allocate: () => pool.allocate(),
    release: (address) => pool.release(address),
    serviceHosts: () => [],
    onHostsChange: () => () => {},
    publish: publisher.publish,
    async close() {
      publisher.close();
      await block.release();
    },
  };
}
