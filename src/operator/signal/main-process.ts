import type { PodView } from '../kubernetes/resources.ts';
import type { Sample } from './samples.ts';

/**
 * The processes of a pod whose requests count: those of the main container, not of sidecars. A process that several
 * jobs scrape counts once.
 */
export function mainProcesses(samples: Sample[], pod: Pick<PodView, 'main' | 'ports'>): Sample[] {
  if (samples.length < 2 && !samples[0]?.container) return samples;
  const once = new Map<string, Sample>();
  for (const sample of samples.toSorted((a, b) => (a.job < b.job ? -1 : 1))) {
    const key = `${sample.container} ${sample.instance}`;
    if (!once.has(key)) once.set(key, sample);
  }
  const all = [...once.values()];
  if (all.some(({ container }) => container !== ''))
    return all.filter(({ container }) => container === pod.main);
  const atPodPorts = all.filter(({ instance }) => pod.ports.includes(portOf(instance)));
  return atPodPorts.length > 0 ? atPodPorts : all;
}

const portOf = (instance: string): number => Number(/:(\d+)$/.exec(instance)?.[1]);

/** The clusters of the series of one pod, if there are several: Prometheus then has several pods of that name. */
export function clustersOf(samples: Sample[]): string[] {
  const clusters = new Set(samples.map(({ cluster }) => cluster));
  return clusters.size > 1 ? [...clusters].sort() : [];
}
