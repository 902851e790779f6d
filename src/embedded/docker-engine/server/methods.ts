/** The calls with one answer: name → function. Parameters and results are JSON. */
import { text } from 'node:stream/consumers';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { shortId } from '../names.ts';
import { inspectAny } from './inspect-any.ts';
import { imageMethods } from './image-methods.ts';
import { stateOf } from '../containers/record.ts';
import { containerSummary } from '../containers/summaries.ts';
import type { CreateRequest, ExecRequest } from '../types.ts';
import { openExec } from './sessions.ts';
import { systemMethods } from './system-methods.ts';

// oxlint-disable-next-line typescript/no-explicit-any
export type Method = (engine: Engine, params: any) => unknown;

interface Target {
  container: string;
}

const containerMethods = {
  'container.create': async (engine: Engine, params: CreateRequest) => {
    const { id, name } = await engine.containers.create(params);
    return { id, name };
  },
  'container.start': async (engine: Engine, { container }: Target) =>
    engine.containers.start(engine.containers.get(container)),
  'container.stop': async (
    engine: Engine,
    { container, timeout, signal }: Target & { timeout?: number; signal?: NodeJS.Signals },
  ) => engine.containers.stop(engine.containers.get(container), timeout, signal),
  'container.restart': async (engine: Engine, { container, timeout }: Target & { timeout?: number }) =>
    engine.containers.restart(engine.containers.get(container), timeout),
  /** The output is discarded, as with docker exec -d. */
  'container.execDetached': async (engine: Engine, params: ExecRequest) => {
    const { session } = await openExec(engine, params);
    session.stdout.resume();
    session.stderr.resume();
  },
  'container.kill': async (engine: Engine, { container, signal }: Target & { signal: NodeJS.Signals }) =>
    engine.containers.kill(engine.containers.get(container), signal),
  'container.wait': async (engine: Engine, { container }: Target) =>
    engine.containers.wait(engine.containers.get(container)),
  'container.rename': (engine: Engine, { container, name }: Target & { name: string }) =>
    engine.containers.rename(engine.containers.get(container), name),
  'container.remove': async (
    engine: Engine,
    { container, force, volumes }: Target & { force: boolean; volumes: boolean },
  ) => engine.containers.remove(engine.containers.get(container), { force, volumes }),
  'container.list': (engine: Engine, { all }: { all: boolean }) => {
    const rows = engine.containers.list().map((each) => containerSummary(engine.runtime, each, Date.now()));
    return all ? rows : rows.filter(({ status }) => status === 'running' || status === 'restarting');
  },
  'container.port': (engine: Engine, { container }: Target) =>
    engine.containers.get(container).published.map(({ mapping, published }) => ({
      port: mapping.port,
      host: mapping.hostAddress,
      hostPort: published.hostPort,
    })),
  'container.top': async (engine: Engine, { container, args }: Target & { args: string[] }) => {
    const found = engine.containers.get(container);
    const { runtime } = engine;
    if (stateOf(runtime, found).phase !== 'running') {
      throw new EngineError(`container ${found.id} is not running`);
    }
    const command = ['ps', ...(args.length > 0 ? args : ['-ef'])];
    const session = await runtime.exec(found.runtimeId, { command, tty: false, stdin: false });
    const [out, errors, code] = await Promise.all([text(session.stdout), text(session.stderr), session.exit]);
    if (code !== 0) throw new EngineError(errors.trim() || `ps exited with ${code}`);
    return out;
  },
  'container.stats': (engine: Engine, { containers }: { containers: string[] }) => {
    const named = containers.map((name) => engine.containers.get(name));
    const running = engine.containers
      .list()
      .filter((each) => stateOf(engine.runtime, each).phase === 'running');
    return (named.length > 0 ? named : running).map((each) => ({
      id: each.id,
      name: each.name,
      ...engine.runtime.usage(each.runtimeId),
    }));
  },
  inspect: (engine: Engine, { name, kind }: { name: string; kind?: string }) =>
    inspectAny(engine, name, kind),
};

interface NetworkTarget extends Target {
  network: string;
  aliases: string[];
}

const membersOf = (engine: Engine, name: string) =>
  engine.containers.list().filter((container) => container.networks.has(name));

const networkMethods = {
  'network.create': (
    engine: Engine,
    { name, driver, labels }: { name: string; driver: string; labels: Record<string, string> },
  ) => engine.networks.create(name, driver, labels).id,
  'network.list': (engine: Engine) => engine.networks.list(),
  'network.remove': (engine: Engine, { network }: { network: string }) =>
    engine.networks.remove(network, ({ name }) => membersOf(engine, name)).name,
  'network.connect': (engine: Engine, { container, network, aliases }: NetworkTarget) =>
    engine.containers.connect(engine.containers.get(container), engine.networks.get(network).name, aliases),
  'network.disconnect': (engine: Engine, { container, network }: NetworkTarget) =>
    engine.containers.disconnect(engine.containers.get(container), engine.networks.get(network).name),
};

const volumeMethods = {
  'volume.create': (engine: Engine, { name }: { name?: string }) => engine.volumes.ensure(name).name,
  'volume.list': (engine: Engine) => engine.volumes.list(),
  'volume.remove': (engine: Engine, { name }: { name: string }) => {
    const { mountpoint } = engine.volumes.get(name) ?? {};
    const users = engine.containers.list().filter(({ runtimeId }) => {
      const mounts = engine.runtime.get(runtimeId)?.spec.mounts ?? [];
      return mounts.some(({ source }) => source === mountpoint);
    });
    engine.volumes.remove(
      name,
      users.map(({ id }) => shortId(id)),
    );
  },
};

export const methods: Record<string, Method> = {
  ...containerMethods,
  ...networkMethods,
  ...volumeMethods,
  ...imageMethods,
  ...systemMethods,
};
