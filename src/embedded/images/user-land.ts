/** Binds that all stand-ins share: the host's programs, and the Node that runs pycont. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Bind = { source: string; target: string };

export interface HostTools {
  /** pycont's package folder. */
  packageRoot: string;
  nodeBinary: string;
  /** Absolute path of a program on PATH. */
  pathLookup: (name: string) => string | undefined;
}

const folders = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/lib32',
  '/usr/lib64',
  '/usr/libexec',
  '/usr/share',
];
const settings = ['/etc/alternatives', '/etc/ssl', '/etc/resolv.conf', '/etc/localtime'];
const rootFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64'];

export function hostBinds(tools: HostTools): Bind[] {
  const whole = [...folders, ...settings, ...rootFolders].filter(
    (path) => existsSync(path) && !(rootFolders.includes(path) && lstatSync(path).isSymbolicLink()),
  );
  const npm = npmFolder(tools);
  return [
    ...whole.map((path) => ({ source: realpathSync(path), target: path })),
    { source: realpathSync(tools.nodeBinary), target: '/usr/local/bin/node' },
    ...(npm ? [{ source: npm, target: '/usr/local/lib/node_modules/npm' }] : []),
  ];
}

/** pycont's own programs, which are the stand-ins for Redis and Prometheus. */
export function programsBind(tools: HostTools): Bind {
  return { source: join(tools.packageRoot, 'dist'), target: '/opt/pycont/dist' };
}

/** `/bin → usr/bin` and similar links of a merged-/usr host. */
export function rootLinks(): { path: string; target: string }[] {
  return rootFolders
    .filter((path) => existsSync(path) && lstatSync(path).isSymbolicLink())
    .map((path) => ({ path, target: readlinkSync(path) }));
}

/** The npm of the running Node, or the one on PATH. */
function npmFolder(tools: HostTools): string | undefined {
  const beside = join(dirname(realpathSync(tools.nodeBinary)), '..', 'lib', 'node_modules', 'npm');
  if (existsSync(join(beside, 'bin', 'npm-cli.js'))) return realpathSync(beside);
  const found = tools.pathLookup('npm');
  if (found === undefined) return undefined;
  // …/npm/bin/npm-cli.js
  const folder = dirname(dirname(realpathSync(found)));
  return existsSync(join(folder, 'bin', 'npm-cli.js')) ? folder : undefined;
}
