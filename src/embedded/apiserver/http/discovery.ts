/** Discovery, legacy and aggregated: which groups, versions and resources there are. */
import type { Resource, Subresource } from '../resource.ts';
import type { ResourceRegistry } from '../resources/registry.ts';

interface Kind {
  group: string;
  version: string;
  kind: string;
}

interface SubresourceInfo {
  kind: (resource: Resource) => Kind;
  verbs: string[];
}

const own = ({ group, version, kind }: Resource): Kind => ({ group, version, kind });
const core = (kind: string) => () => ({ group: '', version: 'v1', kind });
const CHANGE = ['get', 'patch', 'update'];
const CONNECT = ['create', 'get'];

const SUBRESOURCES: Record<Subresource, SubresourceInfo> = {
  status: { kind: own, verbs: CHANGE },
  scale: { kind: () => ({ group: 'autoscaling', version: 'v1', kind: 'Scale' }), verbs: CHANGE },
  finalize: { kind: own, verbs: ['update'] },
  ephemeralcontainers: { kind: own, verbs: CHANGE },
  binding: { kind: core('Binding'), verbs: ['create'] },
  eviction: { kind: () => ({ group: 'policy', version: 'v1', kind: 'Eviction' }), verbs: ['create'] },
  token: {
    kind: () => ({ group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' }),
    verbs: ['create'],
  },
  log: { kind: own, verbs: ['get'] },
  exec: { kind: core('PodExecOptions'), verbs: CONNECT },
  attach: { kind: core('PodAttachOptions'), verbs: CONNECT },
  portforward: { kind: core('PodPortForwardOptions'), verbs: CONNECT },
  proxy: {
    kind: ({ kind }) => ({ group: '', version: 'v1', kind: `${kind}ProxyOptions` }),
    verbs: ['create', 'delete', 'get', 'patch', 'update'],
  },
};

export function apiVersions(address: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

export function apiGroup(group: { name: string; versions: string[] }): object {
  const versions = group.versions.map((version) => ({ groupVersion: `${group.name}/${version}`, version }));
  return { name: group.name, versions, preferredVersion: versions[0] };
}

export function apiGroupList(registry: ResourceRegistry): object {
  const groups = registry.groups().filter(({ name }) => name !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(apiGroup) };
}

/** Undefined if no resource has this group and version. */
export function apiResourceList(
  registry: ResourceRegistry,
  group: string,
  version: string,
): object | undefined {
  const found = registry.all().filter((resource) => resource.group === group && resource.version === version);
  if (found.length === 0) return undefined;
  const resources = found.flatMap((resource) => [
    {
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: resource.verbs,
      ...(resource.shortNames.length ? { shortNames: resource.shortNames } : {}),
      ...(resource.categories.length ? { categories: resource.categories } : {}),
    },
    ...resource.subresources.map((subresource) => {
      const info = SUBRESOURCES[subresource];
      const kind = info.kind(resource);
      return {
        name: `${resource.plural}/${subresource}`,
        singularName: '',
        namespaced: resource.namespaced,
        ...(kind.group === group && kind.version === version
          ? {}
          : { group: kind.group, version: kind.version }),
        kind: kind.kind,
        verbs: info.verbs,
      };
    }),
  ]);
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  };
}

/** Everything below `/api` (`core`) or `/apis` in one document. */
export function aggregated(registry: ResourceRegistry, core: boolean, version: string): object {
  const groups = registry.groups().filter(({ name }) => (name === '') === core);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map((group) => ({
      metadata: { ...(core ? {} : { name: group.name }), creationTimestamp: null },
      versions: group.versions.map((version) => ({
        version,
        freshness: 'Current',
        resources: registry
          .all()
          .filter((resource) => resource.group === group.name && resource.version === version)
          .map(aggregatedResource),
      })),
    })),
  };
}

function aggregatedResource(resource: Resource): object {
  return {
    resource: resource.plural,
    responseKind: own(resource),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories.length ? { categories: resource.categories } : {}),
    ...(resource.subresources.length
      ? {
          subresources: resource.subresources.map((subresource) => ({
            subresource,
            responseKind: SUBRESOURCES[subresource].kind(resource),
            verbs: SUBRESOURCES[subresource].verbs,
          })),
        }
      : {}),
  };
}
