/** All discovery mechanisms of a job. */
import type { ScrapeConfig } from '../config-types.ts';
import { Labels } from '../labels.ts';
import type { Discovery, Log } from './discovery.ts';
import { resolveNames } from './dns.ts';
import { watchFiles } from './files.ts';
import { watchKubernetes } from './kubernetes.ts';

/** @param found called with all targets of all mechanisms, on every change and once at the start */
export function discover(config: ScrapeConfig, found: (targets: Labels[]) => void, log: Log): Discovery {
  const sources: Labels[][] = [];
  const report = (source: number) => (targets: Labels[]) => {
    sources[source] = targets;
    found(sources.flat());
  };
  const discoveries: Discovery[] = [];
  sources[0] = config.staticGroups.flatMap(({ targets, labels }) =>
    targets.map((address) => Labels.from([...Object.entries(labels), ['__address__', address]])),
  );
  found(sources.flat());
  for (const files of config.files) discoveries.push(watchFiles(files, report(discoveries.length + 1), log));
  for (const names of config.dns) discoveries.push(resolveNames(names, report(discoveries.length + 1), log));
  for (const one of config.kubernetes)
    discoveries.push(watchKubernetes(one, report(discoveries.length + 1), log));
  return { stop: () => discoveries.forEach((discovery) => discovery.stop()) };
}
