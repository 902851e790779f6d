/** Routes HTTP requests to services by the Ingress objects. Pure. */
import type { KubeObject } from '../../apiserver/index.ts';

export interface IngressTarget {
  namespace: string;
  service: string;
  port: { name?: string; number?: number };
}

interface Rule {
  /** Undefined: any. */
  host: string | undefined;
  path: string;
  type: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  target: IngressTarget;
}

export interface Routes {
  rules: Rule[];
  fallback?: IngressTarget | undefined;
}

interface IngressBackend {
  service?: { name: string; port?: IngressTarget['port'] };
}

function targetOf(ingress: KubeObject, backend: IngressBackend | undefined): IngressTarget | undefined {
  if (!backend?.service) return undefined;
  return {
    namespace: ingress.metadata.namespace ?? 'default',
    service: backend.service.name,
    port: backend.service.port ?? {},
  };
}

/** Sorted so that the first matching rule is the most specific one; the older Ingress wins a tie. */
export function routesOf(ingresses: KubeObject[]): Routes {
  const oldestFirst = ingresses.toSorted((a, b) =>
    a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp),
  );
  const rules = oldestFirst.flatMap((ingress) =>
    (
      (ingress.spec?.rules ?? []) as { host?: string; http?: { paths?: Record<string, unknown>[] } }[]
    ).flatMap(({ host, http }) =>
      (http?.paths ?? []).flatMap((entry): Rule[] => {
        const target = targetOf(ingress, entry.backend as IngressBackend);
        const type = (entry.pathType ?? 'Prefix') as Rule['type'];
        return target ? [{ host: host || undefined, path: (entry.path as string) || '/', type, target }] : [];
      }),
    ),
  );
  return {
    rules: rules.toSorted((a, b) => rank(b) - rank(a) || b.path.length - a.path.length),
    fallback: oldestFirst
      .map((ingress) => targetOf(ingress, ingress.spec?.defaultBackend as IngressBackend))
      .find((target) => target !== undefined),
  };
}

function rank({ host, type }: Rule): number {
  const hostRank = !host ? 0 : host.startsWith('*.') ? 2 : 4;
  return hostRank + (type === 'Exact' ? 1 : 0);
}

function hostMatches(rule: string | undefined, host: string): boolean {
  if (!rule) return true;
  if (!rule.startsWith('*.')) return rule.toLowerCase() === host;
  // A wildcard matches exactly one label.
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === rule.slice(1).toLowerCase();
}

function pathMatches({ path, type }: Rule, requested: string): boolean {
  if (type === 'Exact') return requested === path;
  const prefix = path.replace(/\/+$/, '');
  return requested === prefix || requested.startsWith(`${prefix}/`);
}

/** @param hostHeader as the client sent it, port and all; @param url path with query */
export function route(
  routes: Routes,
  hostHeader: string | undefined,
  url: string,
): IngressTarget | undefined {
  const host = (hostHeader ?? '').replace(/:\d+$/, '').toLowerCase();
  const path = url.split('?', 1)[0]!;
  const rule = routes.rules.find((rule) => hostMatches(rule.host, host) && pathMatches(rule, path));
  return rule?.target ?? routes.fallback;
}
