/** version, info, system df and prune. */
import { hostname, cpus, totalmem } from 'node:os';
import type { Engine } from '../engine.ts';
import { stateOf } from '../containers/record.ts';

/** The Docker version whose behaviour the engine follows. */
const follows = '28.0';

export const systemMethods = {
  version: () => ({
    version: `${follows}-pycont`,
    os: process.platform,
    arch: process.arch,
    node: process.version,
  }),
  info: (engine: Engine) => {
    const containers = engine.containers.list();
    const running = containers.filter((each) => stateOf(engine.runtime, each).phase === 'running').length;
    return {
      containers: containers.length,
      running,
      stopped: containers.length - running,
      images: engine.images.list().length,
      runtime: engine.runtime.mode,
      root: engine.images.folder,
      name: hostname(),
      cpus: cpus().length,
      memory: totalmem(),
      standIns: engine.images.presetNames(),
    };
  },
  'system.df': (engine: Engine) => {
    const images = engine.images.list();
    const containers = engine.containers.list();
    const used = new Set(containers.map((each) => each.image.id));
    return {
      images: {
        total: images.length,
        active: images.filter(({ id }) => used.has(id)).length,
        size: images.reduce((sum, image) => sum + image.size, 0),
      },
      containers: {
        total: containers.length,
        active: containers.filter((each) => stateOf(engine.runtime, each).phase === 'running').length,
      },
      volumes: { total: engine.volumes.list().length },
    };
  },
  /** Removes stopped containers, unused networks, unnamed images and the build cache. */
  'system.prune': async (engine: Engine) => {
    const stopped = engine.containers
      .list()
      .filter((each) => stateOf(engine.runtime, each).phase !== 'running');
    for (const each of stopped) await engine.containers.remove(each, { force: false, volumes: true });
    const members = (name: string) => engine.containers.list().filter((each) => each.networks.has(name));
    const idle = engine.networks
      .list()
      .filter(({ name }) => !['bridge', 'host'].includes(name) && members(name).length === 0);
    for (const { name } of idle) engine.networks.remove(name, () => []);
    const inUse = engine.runtime.list().flatMap(({ spec }) => spec.root.layers);
    const { images, layers } = engine.images.prune(inUse);
    return {
      containers: stopped.map(({ id }) => id),
      networks: idle.map(({ name }) => name),
      images,
      layers,
    };
  },
};
