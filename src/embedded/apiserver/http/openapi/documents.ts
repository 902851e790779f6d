/** OpenAPI documents, generated from the resource table on the first request. */
import { createHash } from 'node:crypto';
import type { ResourceRegistry } from '../../resources/registry.ts';
import type { Resource } from '../../resource.ts';
import { writeBytes } from '../protobuf/wire.ts';
import { componentsOf } from './components.ts';
import { pathsOf } from './paths.ts';

export interface OpenApi {
  v3Index(): object;
  /** @param path `api/v1` or `apis/GROUP/VERSION` */
  v3(path: string): object | undefined;
  v2(): object;
  v2Protobuf(): Buffer;
}

const TITLE = 'Kubernetes';

export function createOpenApi(registry: ResourceRegistry, version: string): OpenApi {
  const documents = new Map<string, object>();
  registry.onChange(() => documents.clear());

  const groupVersions = () => {
    const byPath = new Map<string, Resource[]>();
    for (const resource of registry.all()) {
      const path = resource.group ? `apis/${resource.group}/${resource.version}` : `api/${resource.version}`;
      byPath.set(path, [...(byPath.get(path) ?? []), resource]);
    }
    return byPath;
  };

  const info = { title: TITLE, version };
  return {
    v3Index() {
      const paths = Array.from(groupVersions(), ([path, resources]) => {
        // Clients cache by this hash, so it must change with the schema.
        const hash = createHash('sha256')
          .update(version)
          .update(JSON.stringify(resources.map(identity)))
          .digest('hex')
          .slice(0, 32);
        return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
      });
      return { paths: Object.fromEntries(paths) };
    },
    v3(path) {
      const known = documents.get(path);
      if (known) return known;
      const resources = groupVersions().get(path);
      if (!resources) return undefined;
      const made = {
        openapi: '3.0.0',
        info,
        paths: Object.assign({}, ...resources.map((resource) => pathsOf(resource))),
        components: { schemas: componentsOf(resources) },
      };
      documents.set(path, made);
      return made;
    },
    v2: () => ({ swagger: '2.0', info, paths: {}, definitions: {} }),
    // Without definitions older clients skip validation and use the types they were built with.
    v2Protobuf: () =>
      Buffer.concat([
        writeBytes(1, '2.0'),
        writeBytes(2, Buffer.concat([writeBytes(1, TITLE), writeBytes(2, version)])),
        writeBytes(8, Buffer.alloc(0)),
        writeBytes(9, Buffer.alloc(0)),
      ]),
  };
}

// A built-in kind's schema is generated when read and never changes, so its name is enough.
const identity = (resource: Resource) =>
  resource.custom ? [resource.plural, resource.kind, resource.schema] : [resource.plural, resource.kind];
