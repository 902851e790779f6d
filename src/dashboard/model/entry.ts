/** The ways in: Services and Ingresses. */
import type { Service } from 'kubernetes-types/core/v1.d.ts';
import type { Ingress } from 'kubernetes-types/networking/v1.d.ts';
import type { View as Cached } from '../../kubernetes/index.ts';
import type { Ingress as ShownIngress, Service as ShownService } from '../view/view.ts';
import { cachedOf } from './metadata.ts';
import type { PodObject } from './pods.ts';

export interface ServiceObject extends Cached {
  type: string;
  ports: number[];
  /** Undefined: it selects no pods. */
  selector?: Record<string, string> | undefined;
}

export interface IngressObject extends Cached {
  rules: ShownIngress['rules'];
}

export function serviceObject(service: Service): ServiceObject {
  const { spec = {} } = service;
  return {
    ...cachedOf(service),
    type: spec.type ?? 'ClusterIP',
    ports: (spec.ports ?? []).map(({ port }) => port),
    selector: spec.selector,
  };
}

/** Backends that are not Services are left out. */
export function ingressObject(ingress: Ingress): IngressObject {
  const { spec = {} } = ingress;
  const rules = (spec.rules ?? []).flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map(({ path = '/', backend }) => ({ host, path, service: backend.service?.name })),
  );
  const fallback = { host: '', path: '/', service: spec.defaultBackend?.service?.name };
  return {
    ...cachedOf(ingress),
    rules: [...rules, fallback].flatMap(({ host, path, service }) =>
      service === undefined ? [] : [{ host, path, service }],
    ),
  };
}

export function shownService(service: ServiceObject, pods: readonly PodObject[]): ShownService {
  const { name, type, ports, selector } = service;
  const wanted = Object.entries(selector ?? {});
  const chosen =
    wanted.length === 0
      ? []
      : pods.filter(({ labels }) => wanted.every(([label, value]) => labels[label] === value));
  return { name, type, ports, pods: chosen.map((pod) => pod.name) };
}
