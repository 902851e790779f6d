/** Creates a target from discovered labels: its labels and its URL. */
import type { ScrapeConfig } from '../config-types.ts';
import { formatPrometheusDuration, parsePrometheusDuration } from '../../../notation/index.ts';
import { Labels } from '../labels.ts';
import { relabel } from '../relabel.ts';

export interface Target {
  /** The labels from discovery. */
  discovered: Labels;
  /** The labels of all series of the target. */
  labels: Labels;
  url: string;
  /** Milliseconds. */
  interval: number;
  timeout: number;
}

/** @returns undefined if relabelling dropped it or left no address */
export function buildTarget(found: Labels, config: ScrapeConfig): Target | undefined {
  const discovered = withDefaults(found, config);
  const relabelled = relabel(discovered, config.relabel);
  const address = relabelled?.get('__address__');
  if (!relabelled || !address) return undefined;
  const scheme = relabelled.get('__scheme__') === 'https' ? 'https' : 'http';
  const url = new URL(`${scheme}://${withPort(address, scheme)}`);
  const [path, search] = relabelled.get('__metrics_path__').split('?', 2);
  url.pathname = path ?? '';
  url.search = search ?? '';
  for (const [name, values] of Object.entries(config.params))
    for (const value of values) url.searchParams.append(name, value);
  for (const [name, value] of relabelled.entries())
    if (name.startsWith('__param_')) url.searchParams.set(name.slice('__param_'.length), value);
  const visible = Labels.from([...relabelled.entries()].filter(([name]) => !name.startsWith('__')));
  return {
    discovered,
    labels: visible.get('instance') ? visible : visible.set('instance', address),
    url: url.href,
    interval: parsePrometheusDuration(relabelled.get('__scrape_interval__')) || config.interval,
    timeout: parsePrometheusDuration(relabelled.get('__scrape_timeout__')) || config.timeout,
  };
}

function withDefaults(found: Labels, config: ScrapeConfig): Labels {
  const defaults: [string, string][] = [
    ['job', config.jobName],
    ['__scheme__', config.scheme],
    ['__metrics_path__', config.metricsPath],
    ['__scrape_interval__', formatPrometheusDuration(config.interval)],
    ['__scrape_timeout__', formatPrometheusDuration(config.timeout)],
    ...Object.entries(config.params).flatMap(([name, [first]]): [string, string][] =>
      first === undefined ? [] : [[`__param_${name}`, first]],
    ),
  ];
  return Labels.from([...defaults, ...found.entries()]);
}

function withPort(address: string, scheme: string): string {
  if (/:\d+$/.test(address)) return address;
  return `${address}:${scheme === 'https' ? 443 : 80}`;
}
