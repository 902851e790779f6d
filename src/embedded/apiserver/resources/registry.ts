/** The resource table, and the resolution of resource names. */
import { qualifiedName } from '../resource.ts';
import type { Resource } from '../resource.ts';

export interface ResourceRegistry {
  all(): readonly Resource[];
  /** Exactly this group, version and plural name. */
  resolve(group: string, version: string, plural: string): Resource | undefined;
  byKind(group: string, version: string, kind: string): Resource | undefined;
  /** By `plural`, `plural.group`, `plural.version.group`, singular, kind (any case) or short name: the preferred version. */
  find(name: string): Resource | undefined;
  /** Groups in the order of discovery with their versions, preferred first. */
  groups(): { name: string; versions: string[] }[];
  /** A CRD was added or removed. */
  onChange(handler: () => void): () => void;
}

export interface MutableRegistry extends ResourceRegistry {
  /** Replaces entries, as one change. */
  replace(old: readonly Resource[], entries: readonly Resource[]): void;
}

export function createRegistry(initial: readonly Resource[]): MutableRegistry {
  const resources: Resource[] = [];
  const byPath = new Map<string, Resource>();
  const byName = new Map<string, Resource>();
  const handlers = new Set<() => void>();
  const path = (group: string, version: string, plural: string) => `${group}/${version}/${plural}`;

  const names = (resource: Resource) => [
    qualifiedName(resource),
    `${resource.plural}.${resource.version}.${resource.group}`,
    resource.plural,
    resource.singular,
    resource.kind.toLowerCase(),
    `${resource.kind.toLowerCase()}.${resource.group}`,
    `${resource.singular}.${resource.group}`,
    ...resource.shortNames,
  ];

  /** Earlier groups win ambiguous names, as in kubectl. */
  const index = () => {
    byPath.clear();
    byName.clear();
    for (const resource of resources) {
      byPath.set(path(resource.group, resource.version, resource.plural), resource);
      for (const name of names(resource)) if (name && !byName.has(name)) byName.set(name, resource);
    }
  };
  resources.push(...initial);
  index();

  return {
    all: () => resources,
    resolve: (group, version, plural) => byPath.get(path(group, version, plural)),
    byKind: (group, version, kind) =>
      resources.find((r) => r.group === group && r.version === version && r.kind === kind),
    find: (name) => byName.get(name) ?? byName.get(name.toLowerCase()),
    groups() {
      const groups = new Map<string, string[]>();
      for (const { group, version } of resources) {
        const versions = groups.get(group) ?? [];
        if (!versions.includes(version)) versions.push(version);
        groups.set(group, versions);
      }
      return Array.from(groups, ([name, versions]) => ({ name, versions }));
    },
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    replace(old, entries) {
      const rest = resources.filter((resource) => !old.includes(resource));
      resources.splice(0, resources.length, ...rest, ...entries);
      index();
      for (const handler of handlers) handler();
    },
  };
}
