/** `kubernetes_sd_configs`: pods, services and endpoints as targets. */
import { readFileSync } from 'node:fs';
import { Api } from '../../../kubernetes/index.ts';
import type { KubernetesDiscovery } from '../config-types.ts';
import type { Labels } from '../labels.ts';
import type { Discovery, Log } from './discovery.ts';
import { endpointsTargets } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { configurationOf, kubernetesAccess } from './access.ts';
import type { Access, KubernetesObject } from './access.ts';
import { podTargets } from './pods.ts';
import type { Pod } from './pods.ts';
import { reflect } from './reflector.ts';
import { serviceTargets } from './services.ts';
import type { Service } from './services.ts';

const NEEDS = { pod: ['pods'], service: ['services'], endpoints: ['endpoints', 'services', 'pods'] } as const;

export function watchKubernetes(
  config: KubernetesDiscovery,
  found: (targets: Labels[]) => void,
  log: Log,
): Discovery {
  let access: Access;
  let namespaces: (string | undefined)[];
  try {
    access = kubernetesAccess(config);
    namespaces = namespacesOf(config, access);
  } catch (error) {
    log('error', `Kubernetes discovery cannot start: ${(error as Error).message}`);
    return { stop() {} };
  }
  const configuration = configurationOf(access);
  const api = new Api(() => configuration);
  const copies = new Map<string, KubernetesObject[]>();
  const update = () =>
    found(
      targets(config, (resource) =>
        [...copies].flatMap(([path, all]) => (path.endsWith(`/${resource}`) ? all : [])),
      ),
    );
  const reflectors = namespaces.flatMap((namespace) =>
    NEEDS[config.role].map((resource) => {
      const path = namespace
        ? `/api/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`
        : `/api/v1/${resource}`;
      return reflect(api, path, (objects) => void (copies.set(path, objects), update()), log);
    }),
  );
  return {
    stop() {
      for (const reflector of reflectors) reflector.stop();
      api.close();
    },
  };
}

function namespacesOf(
  { namespaces, ownNamespace }: KubernetesDiscovery,
  access: Access,
): (string | undefined)[] {
  const own = ownNamespace ? [readFileSync(access.namespaceFile, 'utf8').trim()] : [];
  const all = [...new Set([...namespaces, ...own])];
  return all.length > 0 ? all : [undefined];
}

function targets({ role }: KubernetesDiscovery, all: (resource: string) => KubernetesObject[]): Labels[] {
  if (role === 'pod') return all('pods').flatMap((pod) => podTargets(pod as Pod));
  if (role === 'service') return all('services').flatMap((service) => serviceTargets(service as Service));
  return endpointsTargets(
    all('endpoints') as Endpoints[],
    all('services') as Service[],
    all('pods') as Pod[],
  );
}
