/** The `__meta_kubernetes_…` labels that all kinds have in common. */
import type { KubernetesObject } from './access.ts';

export type Entry = [string, string];

/** @param kind pod, service … as in the label's name */
export function metadataLabels(kind: string, { metadata }: KubernetesObject): Entry[] {
  const prefix = `__meta_kubernetes_${kind}`;
  const each = (what: string, values: Record<string, string> | undefined): Entry[] =>
    Object.entries(values ?? {}).flatMap(([name, value]): Entry[] => [
      [`${prefix}_${what}_${labelName(name)}`, value],
      [`${prefix}_${what}present_${labelName(name)}`, 'true'],
    ]);
  return [
    ['__meta_kubernetes_namespace', metadata.namespace ?? ''],
    [`${prefix}_name`, metadata.name],
    ...each('label', metadata.labels),
    ...each('annotation', metadata.annotations),
  ];
}

/** `prometheus.io/scrape` → `prometheus_io_scrape`. */
function labelName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}

export function hostPort(host: string, port: number | string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
