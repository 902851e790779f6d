/** The server's resources and their names. */
import type { Client } from './client.ts';
import { usage } from './errors.ts';

export interface Resource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
}

interface GroupList {
  items: {
    metadata?: { name?: string };
    versions: {
      version: string;
      resources: {
        resource: string;
        responseKind: { kind: string };
        scope: string;
        singularResource: string;
        shortNames?: string[];
        categories?: string[];
      }[];
    }[];
  }[];
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** All resources: core group first, and the preferred version of each group first. */
export async function discover(client: Client): Promise<Resource[]> {
  const lists = await Promise.all(
    ['/api', '/apis'].map((path) => client.json<GroupList>(path, { accept: AGGREGATED })),
  );
  return lists.flatMap(({ items }) =>
    items.flatMap(({ metadata, versions }) =>
      versions.flatMap(({ version, resources }) =>
        resources.map((one) => ({
          group: metadata?.name ?? '',
          version,
          plural: one.resource,
          singular: one.singularResource,
          kind: one.responseKind.kind,
          namespaced: one.scope === 'Namespaced',
          shortNames: one.shortNames ?? [],
          categories: one.categories ?? [],
        })),
      ),
    ),
  );
}

const namesOf = ({ plural, singular, kind, shortNames, group, version }: Resource) => {
  const bare = [plural, singular, kind.toLowerCase(), ...shortNames].filter(Boolean);
  return group === ''
    ? bare
    : bare.flatMap((name) => [name, `${name}.${group}`, `${name}.${version}.${group}`]);
};

// events.k8s.io and metrics.k8s.io have names of the core group as well, which is first.
export function findResource(resources: Resource[], name: string): Resource {
  const found = resources.find((resource) => namesOf(resource).includes(name.toLowerCase()));
  if (!found) {
    throw usage(`the server doesn't have a resource type "${name}"`, 'See: kubectl api-resources');
  }
  return found;
}

/** The resources of a word on the command line: a kind, several kinds, or the category `all`. */
export function findResources(resources: Resource[], words: string): Resource[] {
  return words.split(',').flatMap((word) => {
    const category = resources.filter(({ categories }) => categories.includes(word));
    return category.length > 0 ? category : [findResource(resources, word)];
  });
}

export function findKind(resources: Resource[], apiVersion: string, kind: string): Resource {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const found = resources.find(
    (one) => one.group === group && one.version === version && one.kind === kind && !one.plural.includes('/'),
  );
  if (!found) {
    throw usage(
      `no matches for kind "${kind}" in version "${apiVersion}"`,
      'Ensure CRDs are installed first.',
    );
  }
  return found;
}

/** `pod`, `deployment.apps`: as in kubectl's messages about an object. */
export const typeName = ({ singular, kind, group }: Resource): string => {
  const name = singular || kind.toLowerCase();
  return group === '' ? name : `${name}.${group}`;
};

/** Path of a collection, or of one object in it. */
export function pathOf(resource: Resource, namespace: string | undefined, name?: string): string {
  const root =
    resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${resource.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}
