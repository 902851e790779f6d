/** Containers from create to remove, with restart policies, health checks and published ports. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Container } from '../../containers/index.ts';
import { EngineError } from '../errors.ts';
import { freeName, localImage, newRecord } from './create.ts';
import { healthPlan, watchHealth } from './health.ts';
import { containerMounts } from '../volumes/mounts.ts';
import { attach, detach } from '../networks/attach.ts';
import { refreshHosts, writeHosts } from '../networks/name-service.ts';
import { findByNameOrId } from '../names.ts';
import { publishPorts, unpublishPorts } from '../networks/ports.ts';
import type { LifecycleParts } from './parts.ts';
import { stateOf, stopSignalOf } from './record.ts';
import type { EngineContainer } from './record.ts';
import { startFailure } from './start-failure.ts';
import { restartDelay, shouldRestart } from './restart.ts';
import { containerSpec } from './spec.ts';
import type { CreateRequest } from '../types.ts';

export class Lifecycle {
  readonly #parts: LifecycleParts;
  readonly #containers = new Map<string, EngineContainer>();
  readonly #unwatch: () => void;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
    this.#unwatch = parts.runtime.onChange((container) => this.#changed(container));
  }

  /** Newest first, as docker ps lists them. */
  list(): EngineContainer[] {
    return [...this.#containers.values()].reverse();
  }

  get(nameOrId: string): EngineContainer {
    const found = findByNameOrId(this.#containers.values(), nameOrId);
    if (!found) {
      throw new EngineError(`No such container: ${nameOrId}`, {
        remedy: 'See which there are: docker ps -a',
      });
    }
    return found;
  }

  async create(request: CreateRequest): Promise<EngineContainer> {
    const { runtime, network, networks, volumes, folder } = this.#parts;
    const image = localImage(this.#parts.images, request.image);
    const name = freeName(request.name, this.list());
    const home = networks.get(request.network);
    for (const link of request.links) this.get(link.split(':')[0] as string);
    const { mounts, anonymous } = containerMounts(request, image.config, volumes);
    const draft = newRecord({
      name,
      request,
      image,
      address: home.driver === 'host' ? '127.0.0.1' : network.allocate(),
      network: home.name,
      hostsFolder: folder,
      anonymousVolumes: anonymous,
    });
    writeHosts(draft, '');
    try {
      const { id: runtimeId } = await runtime.create(containerSpec(draft, mounts));
      const container: EngineContainer = { ...draft, runtimeId };
      this.#containers.set(container.id, container);
      this.#refreshHosts();
      return container;
    } catch (error) {
      this.#giveBack(draft);
      throw error;
    }
  }

  /**
   * Resolves when the process runs. @throws EngineError with the exit code for docker run: 125, 126 or 127
   * @param onLaunch called before it runs: a client that attaches now gets all output
   */
  async start(container: EngineContainer, onLaunch?: () => void): Promise<void> {
    const { runtime, network } = this.#parts;
    if (stateOf(runtime, container).phase === 'running') return;
    this.#cancelRestart(container);
    container.stoppedByHand = false;
    delete container.startError;
    await publishPorts(network, container, this.list());
    container.starting = true;
    try {
      const launched = runtime.start(container.runtimeId);
      onLaunch?.();
      await launched;
    } catch (error) {
      await unpublishPorts(container);
      const failure = startFailure(container, error as Error & { exitCode?: number });
      if (container.request.autoRemove) await this.remove(container, { force: true, volumes: true });
      throw failure;
    } finally {
      container.starting = false;
    }
  }

  /** @param timeout seconds before SIGKILL; default 10, negative waits forever */
  async stop(container: EngineContainer, timeout?: number, signal = stopSignalOf(container)): Promise<void> {
    const { runtime } = this.#parts;
    container.stoppedByHand = true;
    this.#cancelRestart(container);
    const grace = timeout ?? container.request.stopTimeout ?? 10;
    // Practically forever, and still a valid delay of a timer.
    const seconds = grace < 0 ? 1_000_000 : grace;
    await runtime.stop(container.runtimeId, seconds, signal);
  }

  async kill(container: EngineContainer, signal: NodeJS.Signals): Promise<void> {
    const { runtime } = this.#parts;
    if (stateOf(runtime, container).phase !== 'running') {
      throw new EngineError(
        `cannot kill container: ${container.name}: container ${container.id} is not running`,
      );
    }
    if (signal === 'SIGKILL' || signal === stopSignalOf(container)) container.stoppedByHand = true;
    await runtime.signal(container.runtimeId, signal);
    if (signal === 'SIGKILL') await runtime.wait(container.runtimeId);
  }

  async restart(container: EngineContainer, timeout?: number): Promise<void> {
    await this.stop(container, timeout);
    await this.start(container);
  }

  /** Resolves with the exit code when the container has stopped, immediately if it is not running. */
  async wait(container: EngineContainer): Promise<number> {
    const { exitCode } = await this.#parts.runtime.wait(container.runtimeId);
    return container.startError?.exitCode ?? exitCode;
  }

  async remove(container: EngineContainer, options: { force: boolean; volumes: boolean }): Promise<void> {
    const { runtime, volumes } = this.#parts;
    if (stateOf(runtime, container).phase === 'running' && !options.force) {
      throw new EngineError(
        `cannot remove container "/${container.name}": container is running: stop the container before removing or force remove`,
        { remedy: `docker rm -f ${container.name}` },
      );
    }
    if (container.removing) return;
    container.removing = true;
    container.stoppedByHand = true;
    this.#cancelRestart(container);
    container.stopHealth?.();
    await unpublishPorts(container);
    await runtime.remove(container.runtimeId, true);
    this.#containers.delete(container.id);
    this.#giveBack(container);
    if (options.volumes) for (const name of container.anonymousVolumes) volumes.remove(name, []);
    this.#refreshHosts();
  }

  rename(container: EngineContainer, name: string): void {
    container.name = freeName(name, this.list());
    this.#refreshHosts();
  }

  connect(container: EngineContainer, network: string, aliases: string[]): void {
    attach(container, network, aliases);
    this.#refreshHosts();
  }

  disconnect(container: EngineContainer, network: string): void {
    detach(container, network);
    this.#refreshHosts();
  }

  async close(): Promise<void> {
    this.#unwatch();
    const all = this.list();
    await Promise.all(
      all.map((container) => this.remove(container, { force: true, volumes: true }).catch(() => {})),
    );
  }

  #giveBack(container: Pick<EngineContainer, 'address' | 'hostsFile'>): void {
    if (container.address !== '127.0.0.1') this.#parts.network.release(container.address);
    rmSync(dirname(container.hostsFile), { recursive: true, force: true });
  }

  #refreshHosts(): void {
    const { runtime, networks } = this.#parts;
    refreshHosts(runtime, [...this.#containers.values()], networks);
  }

  #cancelRestart(container: EngineContainer): void {
    clearTimeout(container.restartTimer);
    delete container.restartTimer;
  }

  #changed(changed: Container): void {
    const container = [...this.#containers.values()].find((each) => each.runtimeId === changed.id);
    if (!container || container.removing) return;
    if (changed.state.phase === 'running') this.#running(container);
    // A program that could not be started has no exit; `start` reports it.
    if (changed.state.phase === 'exited' && !container.starting) void this.#exited(container, changed.state);
  }

  #running(container: EngineContainer): void {
    const { runtime } = this.#parts;
    container.starting = false;
    this.#refreshHosts();
    const plan = healthPlan(container.image.config, container.request.health);
    if (!plan) return;
    container.stopHealth = watchHealth(runtime, container.runtimeId, plan, (state) => {
      container.health = state;
    });
  }

  async #exited(
    container: EngineContainer,
    state: Extract<Container['state'], { phase: 'exited' }>,
  ): Promise<void> {
    container.stopHealth?.();
    const exit = {
      exitCode: state.exitCode,
      stoppedByHand: container.stoppedByHand,
      restarts: container.restarts,
    };
    if (shouldRestart(container.request.restart, exit)) {
      const ran = Date.parse(state.finishedAt) - Date.parse(state.startedAt);
      container.restartDelay = restartDelay(container.restartDelay, ran);
      container.restartTimer = setTimeout(() => void this.#startAgain(container), container.restartDelay);
      return;
    }
    await unpublishPorts(container);
    if (container.request.autoRemove) {
      await this.remove(container, { force: true, volumes: true });
      return;
    }
    this.#refreshHosts();
  }

  async #startAgain(container: EngineContainer): Promise<void> {
    delete container.restartTimer;
    container.restarts += 1;
    await this.#parts.runtime.start(container.runtimeId).catch(() => {});
  }
}
