/** The packages that `npm ci` installs, and their paths, from package-lock.json (version 2 or 3). */

export interface LockedPackage {
  name?: string;
  version?: string;
  resolved?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  inBundle?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface LockFile {
  name?: string;
  version?: string;
  lockfileVersion: number;
  requires?: boolean;
  /** Path from the project's folder (`node_modules/a/node_modules/b`) → package; the empty path is the project. */
  packages?: Record<string, LockedPackage>;
}

export interface PlannedPackage {
  /** Relative to the project's folder. */
  path: string;
  name: string;
  version: string;
  locked: LockedPackage;
}

export interface Omit {
  omitDev: boolean;
  omitOptional: boolean;
}

/** Undefined for a lock file that needs the real npm: links, git sources, or out of sync with package.json. */
export function planInstall(
  lock: LockFile,
  manifest: Record<string, unknown>,
  omit: Omit,
): PlannedPackage[] | undefined {
  if (lock.lockfileVersion < 2 || !lock.packages) return undefined;
  if (!inStep(lock.packages[''] ?? {}, manifest)) return undefined;
  const planned: PlannedPackage[] = [];
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === '' || omitted(locked, omit) || (locked.optional && !suits(locked))) continue;
    const ordinary =
      !locked.link && path.startsWith('node_modules/') && fromRegistry(locked) && suits(locked);
    if (!ordinary || locked.version === undefined) return undefined;
    const name = locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    planned.push({ path, name, version: locked.version, locked });
  }
  return planned;
}

function omitted(locked: LockedPackage, omit: Omit): boolean {
  if (locked.dev) return omit.omitDev;
  if (locked.optional) return omit.omitOptional;
  return Boolean(locked.devOptional) && omit.omitDev && omit.omitOptional;
}

/** npm ci refuses a lock file that does not match package.json: the real npm prints the error. */
function inStep(root: LockedPackage, manifest: Record<string, unknown>): boolean {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  if (manifest.workspaces !== undefined) return false;
  return kinds.every((kind) => {
    const locked = root[kind] ?? {};
    const wanted = (manifest[kind] ?? {}) as Record<string, string>;
    const names = new Set([...Object.keys(locked), ...Object.keys(wanted)]);
    return [...names].every((name) => locked[name] === wanted[name]);
  });
}

const fromRegistry = (locked: LockedPackage) =>
  locked.resolved === undefined || /^https?:\/\/.*\.tgz(#.*)?$/.test(locked.resolved);

const matches = (list: string[] | undefined, own: string) =>
  list === undefined ||
  (list.some((each) => !each.startsWith('!')) ? list.includes(own) : !list.includes(`!${own}`));

function suits(locked: LockedPackage): boolean {
  return (
    matches(locked.os, process.platform) &&
    matches(locked.cpu, process.arch) &&
    (locked.libc === undefined || matches(locked.libc, libc()))
  );
}

function libc(): string {
  // Without this the report resolves names over the network.
  const source = process.report as typeof process.report & { excludeNetwork: boolean };
  source.excludeNetwork = true;
  const report = source.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}
