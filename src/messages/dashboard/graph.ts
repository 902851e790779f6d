/** The graph on the dashboard's page. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const GRAPH_WORDS = area('dashboard-graph', {
  title: entry('The graph', 'Graf'),
  within: entry<{ ms: number }>(
    ({ ms }, { latency }) => `within ${latency(ms)}`,
    ({ ms }, { latency }) => cz`do ${latency(ms)}`,
  ),
  share: entry<{ share: number | undefined }>(
    ({ share }, format) => format.share(share),
    ({ share }, format) => format.share(share),
  ),
  latency: entry<{ ms: number | undefined }>(
    ({ ms }, format) => (ms !== undefined && ms >= 1_000 ? format.time(ms) : format.latency(ms)),
    ({ ms }, format) =>
      ms !== undefined && ms >= 1_000 ? format.time(ms) : format.typeset(format.latency(ms)),
  ),
  met: entry<{ objective: number }>(
    ({ objective }, { share }) => `objective ${share(objective)}`,
    ({ objective }, { share }) => cz`cíl ${share(objective)}`,
  ),
  missed: entry<{ objective: number }>(
    ({ objective }, { share }) => `below ${share(objective)}`,
    ({ objective }, { share }) => cz`pod ${share(objective)}`,
  ),
  noRequests: entry('no requests', 'bez požadavků'),
  replicas: entry('replicas', 'repliky'),
  replicasOf: entry<{ ready: number; wanted: number }>(
    ({ ready, wanted }) => (ready === wanted ? `${wanted}` : `${ready}/${wanted}`),
    ({ ready, wanted }) => (ready === wanted ? `${wanted}` : `${ready}/${wanted}`),
  ),
  loadOn: entry('load', 'zátěž'),
  loadOff: entry('calm', 'klid'),
  scaledBy: entry<{ from: number; to: number }>(
    ({ from, to }) => `${from} → ${to} by hand`,
    ({ from, to }) => cz`${from} → ${to} ručně`,
  ),
  steppedBy: entry<{ from: number; to: number; why: string }>(
    ({ from, to, why }) => `${from} → ${to} by the operator: ${why}`,
    ({ from, to, why }) => cz`${from} → ${to} operátorem: ${why}`,
  ),
  released: entry<{ workload: string; version: string }>(
    ({ workload, version }) => `${workload} ${version} is released`,
    ({ workload, version }) => cz`vydána ${workload} ${version}`,
  ),
  unmeasured: entry('Nothing is measured.', 'Nic se neměří.'),
  unmeasuredWhy: entry(
    'It runs. Whether it is fast, nobody can say.',
    'Běží to. Jestli rychle, to neví nikdo.',
  ),
  waiting: entry('The first measurement is awaited.', 'Čeká se na první měření.'),
  time: entry('time', 'čas'),
  slider: entry(
    'Share of fast requests, latency and replicas over time: arrow keys read the values',
    'Podíl rychlých požadavků, latence a repliky v čase: šipky čtou hodnoty',
  ),
  table: entry('The graph as a table', 'Graf jako tabulka'),
  now: entry('now', 'teď'),
});
