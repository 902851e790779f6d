/** version, info, system, login, and commands that are not supported. */
import { call } from '../client.ts';
import { flag, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { ShimError } from '../errors.ts';
import { formatTable, humanSize } from '../table.ts';
import { renderTemplate } from '../template.ts';

interface Version {
  version: string;
  os: string;
  arch: string;
  node: string;
}

const version: Command = {
  summary: 'Show the version',
  usage: '[OPTIONS]',
  flags: [value('format', 'Go template', 'f')],
  most: 0,
  async run(flags) {
    const { version, os, arch, node } = await call<Version>('version');
    const format = flags.value('format');
    const server = { Version: version, Os: os, Arch: arch };
    if (format) return print(renderTemplate(format, { Client: server, Server: server }));
    print(`Client: pycont's docker shim\n Version:           ${version}\n Node version:      ${node}`);
    return print(
      `\nServer: pycont's embedded engine\n Engine:\n  Version:          ${version}\n  OS/Arch:          ${os}/${arch}`,
    );
  },
};

interface Info {
  containers: number;
  running: number;
  stopped: number;
  images: number;
  runtime: string;
  root: string;
  name: string;
  cpus: number;
  memory: number;
  standIns: string[];
}

const info: Command = {
  summary: 'Display system-wide information',
  usage: '[OPTIONS]',
  flags: [value('format', 'Go template', 'f')],
  most: 0,
  async run(flags) {
    const info = await call<Info>('info');
    const { containers, running, stopped, images, runtime, root, name, cpus, memory, standIns } = info;
    const format = flags.value('format');
    if (format)
      return print(
        renderTemplate(format, { Containers: containers, Images: images, Name: name, NCPU: cpus }),
      );
    const lines = [
      `Containers: ${containers}\n Running: ${running}\n Stopped: ${stopped}`,
      `Images: ${images}`,
      "Server Version: pycont's embedded engine",
      `Containers are: ${runtime === 'namespaces' ? 'processes in namespaces of their own' : 'plain processes'}`,
      `Images without a pull: ${standIns.join(', ')}`,
      `CPUs: ${cpus}\nTotal Memory: ${humanSize(memory)}`,
      `Name: ${name}\nDocker Root Dir: ${root}`,
    ];
    return print(lines.join('\n'));
  },
};

interface Usage {
  images: { total: number; active: number; size: number };
  containers: { total: number; active: number };
  volumes: { total: number };
}

const df: Command = {
  summary: 'Show disk usage',
  usage: '',
  flags: [],
  most: 0,
  async run() {
    const { images, containers, volumes } = await call<Usage>('system.df');
    const rows = [
      ['TYPE', 'TOTAL', 'ACTIVE', 'SIZE'],
      ['Images', images.total, images.active, humanSize(images.size)],
      ['Containers', containers.total, containers.active, '-'],
      ['Local Volumes', volumes.total, '-', '-'],
    ];
    process.stdout.write(formatTable(rows.map((row) => row.map(String))));
  },
};

interface Pruned {
  containers: string[];
  networks: string[];
  images: string[];
  layers: number;
}

const prune: Command = {
  summary: 'Remove stopped containers, unused networks, unnamed images and the build cache',
  usage: '[OPTIONS]',
  flags: [flag('force', 'Do it', 'f'), flag('all', 'Accepted', 'a'), flag('volumes', 'Accepted')],
  most: 0,
  async run(flags) {
    if (!flags.has('force')) {
      throw new ShimError(
        'this removes stopped containers, unused networks, unnamed images and the build cache',
        {
          remedy: 'Say that you mean it: docker system prune -f',
        },
      );
    }
    const { containers, networks, images, layers } = await call<Pruned>('system.prune');
    const section = (title: string, names: string[]) =>
      names.length > 0 && print(`${title}\n${names.join('\n')}\n`);
    section('Deleted Containers:', containers);
    section('Deleted Networks:', networks);
    section('Deleted Images:', images);
    print(`Removed layers: ${layers}`);
  },
};

const login: Command = {
  summary: 'Not needed here',
  usage: '[OPTIONS] [SERVER]',
  flags: [
    value('username', 'Ignored', 'u'),
    value('password', 'Ignored', 'p'),
    flag('password-stdin', 'Ignored'),
  ],
  run: () => print('The embedded stage keeps images itself: no login needed, nothing stored.'),
};

const absent = (name: string, remedy: string): Command => ({
  summary: 'Not part of the embedded stage',
  usage: '[…]',
  flags: [],
  stopAfter: 0,
  run() {
    throw new ShimError(`docker ${name} is not part of the embedded stage`, { remedy });
  },
});

export const commands: Record<string, Command> = {
  version,
  info,
  'system info': info,
  'system df': df,
  'system prune': prune,
  login,
  logout: login,
  compose: absent('compose', 'Start the containers one by one: docker network create, docker run --network.'),
  buildx: absent('buildx', 'Build with: docker build -t NAME FOLDER'),
  swarm: absent('swarm', 'The stage has a Kubernetes: see kubectl get nodes'),
};
