/**
 * Images that need no pull: stand-ins for well-known ones, made of programs of this machine. Each image is a row of
 * the table.
 */
import { readFileSync } from 'node:fs';
import type { Account, BaseFile } from './base-layer.ts';
import { programsBind } from './user-land.ts';
import type { HostTools } from './user-land.ts';

export interface Preset {
  entrypoint?: string[];
  cmd?: string[];
  workdir?: string;
  user?: string;
  env?: Record<string, string>;
  exposedPorts?: string[];
  volumes?: string[];
  users?: Account[];
  files?: BaseFile[];
  /** Additional host files: a real program outside of /usr. */
  binds?: { source: string; target: string }[];
  /** What really runs, in one sentence. */
  provides: string;
}

export interface PresetRow {
  /** As in a normalised reference: `library/redis`. */
  repository: string;
  preset: (tag: string, tools: HostTools) => Preset;
}

const hostUserLand = "the host's own programs, read-only";

/** As in the official image: a first argument that is a flag, or not a program, is for node. */
const nodeEntrypoint = `#!/bin/sh
set -e
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi
exec "$@"
`;

/** As in the official image: a first argument that is a flag or a config file is for redis-server. */
const redisEntrypoint = `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi
exec "$@"
`;

/** Programs find each other relative to $0, because a container without its own root has another prefix. */
const program = (name: string, mode = '') => `#!/bin/sh
exec node "$(dirname "$0")/../../../opt/pycont/dist/${name}.js" ${mode}"$@"
`;

/** The hook does not work for a C program, so it gets the container's address: a wildcard would be the host's. */
const realRedis = (path: string) => `#!/bin/sh
here="$(dirname "$0")"
case "\${1:-}" in
  --version | -v | --help | -h) exec ${path} "$@" ;;
  "" | -*) exec ${path} --bind "\${PYCONT_ADDRESS:-127.0.0.1}" --protected-mode no "$@" ;;
  *) config="$1"; shift; exec ${path} "$config" --bind "\${PYCONT_ADDRESS:-127.0.0.1}" --protected-mode no "$@" ;;
esac
`;

const nodeUser: Account = { name: 'node', uid: 1000, home: '/home/node', shell: '/bin/bash' };
const executable = (path: string, content: string): BaseFile => ({ path, content, mode: 0o755 });

function redisProgram(tools: HostTools): Pick<Preset, 'files' | 'binds' | 'provides'> {
  const real = process.platform === 'linux' ? tools.pathLookup('redis-server') : undefined;
  const entrypoint = executable('/usr/local/bin/docker-entrypoint.sh', redisEntrypoint);
  // Ours also with the real server, because a C program would ask the host's resolver for names of the stage.
  const client = executable('/usr/local/bin/redis-cli', program('redis', 'cli '));
  if (real === undefined) {
    return {
      provides: "pycont's built-in Redis: no redis-server on this machine",
      files: [entrypoint, client, executable('/usr/local/bin/redis-server', program('redis'))],
      binds: [programsBind(tools)],
    };
  }
  const inside = '/opt/pycont/bin/redis-server';
  return {
    provides: `the redis-server of this machine (${real})`,
    files: [
      entrypoint,
      client,
      executable('/usr/local/bin/redis-server', realRedis('"$here/../../..' + inside + '"')),
    ],
    binds: [{ source: real, target: inside }, programsBind(tools)],
  };
}

const prometheusConfig = `global:
  scrape_interval: 15s
scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:9090']
`;

const shellImage =
  (cmd: string[]): PresetRow['preset'] =>
  () => ({ cmd, provides: hostUserLand });

function osRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return 'ID=linux\nPRETTY_NAME="Linux"\n';
  }
}

export const osReleaseFile = (): BaseFile => ({ path: '/etc/os-release', content: osRelease() });

export const imagePresets: PresetRow[] = [
  {
    repository: 'library/node',
    preset: (_tag, tools) => ({
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['node'],
      env: { NODE_VERSION: process.versions.node },
      users: [nodeUser],
      files: [executable('/usr/local/bin/docker-entrypoint.sh', nodeEntrypoint)],
      provides: `${hostUserLand}, and the Node that runs pycont (${process.version}, ${tools.nodeBinary})`,
    }),
  },
  {
    repository: 'library/redis',
    preset: (_tag, tools) => ({
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['redis-server'],
      workdir: '/data',
      exposedPorts: ['6379/tcp'],
      volumes: ['/data'],
      ...redisProgram(tools),
    }),
  },
  {
    repository: 'prom/prometheus',
    preset: (_tag, tools) => ({
      entrypoint: ['prometheus'],
      cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      workdir: '/prometheus',
      user: 'nobody',
      exposedPorts: ['9090/tcp'],
      volumes: ['/prometheus'],
      files: [
        executable('/usr/local/bin/prometheus', program('prometheus')),
        { path: '/etc/prometheus/prometheus.yml', content: prometheusConfig },
      ],
      binds: [programsBind(tools)],
      provides: "pycont's built-in Prometheus",
    }),
  },
  { repository: 'library/busybox', preset: shellImage(['sh']) },
  { repository: 'library/alpine', preset: shellImage(['/bin/sh']) },
  { repository: 'library/debian', preset: shellImage(['bash']) },
];
