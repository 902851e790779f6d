/** The container runtime: runs containers as OS processes. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { EMBEDDED } from '../../messages/index.ts';
import type { Box, Isolation, NetworkParts } from './box.ts';
import { LiveContainer } from './live-container.ts';
import { readLog } from './logs/log-reader.ts';
import { namespacesIsolation } from './namespaces/isolation.ts';
import { probeNamespaces } from './namespaces/probe.ts';
import { reapOrphans } from './orphans.ts';
import { processesIsolation } from './processes/isolation.ts';
import { removeTree } from './remove-tree.ts';
import type { Container, ContainerRuntime, ContainerSpec } from './types.ts';

export { StartError } from './errors.ts';
export { probeNamespaces } from './namespaces/probe.ts';
export { reapOrphans } from './orphans.ts';

export interface RuntimeOptions {
  /** Absolute; for one runtime at a time. Containers of an earlier runtime are ended and removed. */
  folder: string;
  /** `auto` (default): namespaces if the probe succeeds. */
  mode?: 'namespaces' | 'processes' | 'auto';
  /** Absolute path of the network hook for Node programs; skipped if the file does not exist. */
  netHook: string;
  /** `Network.portsFolder` (absolute) and `Network.mode`. */
  ports?: { folder: string; addressing: 'loopback' | 'mapped' };
}

/** @throws UserError for mode `namespaces` on a machine that does not allow them */
export async function createRuntime(options: RuntimeOptions): Promise<ContainerRuntime> {
  const { folder, netHook, ports } = options;
  await reapOrphans(folder);
  const isolation = await chooseIsolation(options.mode ?? 'auto', folder, {
    netHook,
    ...(ports ? { ports } : {}),
  });
  return new Runtime(folder, isolation);
}

async function chooseIsolation(
  mode: 'namespaces' | 'processes' | 'auto',
  folder: string,
  options: NetworkParts,
): Promise<Isolation> {
  if (mode === 'processes') return processesIsolation(options);
  const probe = await probeNamespaces(folder);
  if (probe.ok) return namespacesIsolation(options);
  if (mode === 'auto') return processesIsolation(options);
  throw new UserError(EMBEDDED.noNamespaces({ why: probe.why }), EMBEDDED.useProcesses);
}

class Runtime implements ContainerRuntime {
  readonly #folder: string;
  readonly #isolation: Isolation;
  readonly #containers = new Map<string, LiveContainer>();
  readonly #handlers = new Set<(container: Container) => void>();

  constructor(folder: string, isolation: Isolation) {
    this.#folder = folder;
    this.#isolation = isolation;
  }

  get mode() {
    return this.#isolation.mode;
  }

  async create(spec: ContainerSpec): Promise<Container> {
    if (spec.command.length === 0) throw new UserError('No command specified.', 'Name a command to run.');
    if (this.get(spec.name) !== undefined) {
      throw new UserError(
        `The container name "${spec.name}" is already in use.`,
        'Remove that container first.',
      );
    }
    const id = randomBytes(32).toString('hex');
    const folder = join(this.#folder, id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const box: Box = { id, spec, folder, view: { folders: [], overlays: [] } };
    const container = new LiveContainer(box, this.#isolation, (changed) => this.#notify(changed));
    this.#containers.set(id, container);
    try {
      await this.#isolation.prepare(box);
    } catch (error) {
      this.#containers.delete(id);
      await removeTree(folder);
      throw error;
    }
    this.#notify(container);
    return container.snapshot();
  }

  #notify(container: LiveContainer): void {
    for (const handler of this.#handlers) handler(container.snapshot());
  }

  #find(idOrName: string): LiveContainer | undefined {
    const exact = this.#containers.get(idOrName);
    if (exact !== undefined) return exact;
    return [...this.#containers.values()].find(({ box }) => box.spec.name === idOrName);
  }

  #need(idOrName: string): LiveContainer {
    const container = this.#find(idOrName);
    if (container === undefined) {
      throw new UserError(`No such container: ${idOrName}`, 'List the containers there are.');
    }
    return container;
  }

  get(idOrName: string): Container | undefined {
    return this.#find(idOrName)?.snapshot();
  }

  list(): Container[] {
    return [...this.#containers.values()].map((container) => container.snapshot());
  }

  async start(id: string) {
    await this.#need(id).start();
  }

  async signal(id: string, signal: NodeJS.Signals) {
    this.#need(id).signal(signal);
  }

  async stop(id: string, graceSeconds: number, stopSignal: NodeJS.Signals = 'SIGTERM') {
    await this.#need(id).stop(graceSeconds, stopSignal);
  }

  async wait(id: string) {
    return this.#need(id).wait();
  }

  async remove(id: string, force = false) {
    const container = this.#need(id);
    if (container.snapshot().state.phase === 'running' && !force) {
      throw new UserError(
        `The container ${container.box.spec.name} is running.`,
        'Stop it first, or remove it by force.',
      );
    }
    await this.#destroy(container);
  }

  async #destroy(container: LiveContainer): Promise<void> {
    await container.destroy();
    this.#containers.delete(container.box.id);
    await removeTree(container.box.folder);
  }

  logs(id: string, options: Parameters<ContainerRuntime['logs']>[1]) {
    return readLog(this.#need(id).log, options);
  }

  async exec(id: string, options: Parameters<ContainerRuntime['exec']>[1]) {
    return this.#need(id).exec(options);
  }

  attach(id: string) {
    return this.#need(id).attach();
  }

  async commit(id: string, targetFolder: string) {
    const { box } = this.#need(id);
    return this.#isolation.commit(box, targetFolder);
  }

  usage(id: string) {
    return this.#find(id)?.usage();
  }

  onChange(handler: (container: Container) => void) {
    this.#handlers.add(handler);
    return () => {
      this.#handlers.delete(handler);
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#containers.values()].map((container) => this.#destroy(container)));
  }
}
