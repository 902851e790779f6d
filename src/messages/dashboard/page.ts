/** The frame of the dashboard's page: its header, its keys, and what it says when something is away. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const PAGE = area('dashboard-page', {
  title: entry<{ namespace: string }>(
    ({ namespace }) => `${namespace} – dashboard`,
    ({ namespace }) => cz`${namespace} – dashboard`,
  ),
  namespace: entry('namespace', 'namespace'),
  context: entry('context', 'kontext'),
  scene: entry<{ number: number }>(
    ({ number }) => `Scene ${number}`,
    ({ number }) => cz`Scéna ${number}`,
  ),
  cluster: entry('The cluster', 'Cluster'),
  also: entry('Also here', 'Dále tu běží'),
  connecting: entry('connecting', 'připojuje se'),
  live: entry('live', 'živě'),
  lost: entry('connection lost', 'spojení ztraceno'),
  reconnecting: entry('what is shown is old; connecting again', 'data jsou stará; zkouší se nové spojení'),
  clusterAway: entry('The cluster does not answer', 'Cluster neodpovídá'),
  metricsAway: entry('Prometheus does not answer', 'Prometheus neodpovídá'),
  awaySince: entry<{ time: string; ago: string }>(
    ({ time, ago }) => `since ${time}, for ${ago}`,
    ({ time, ago }) => cz`od ${time}, už ${ago}`,
  ),
  empty: entry<{ namespace: string }>(
    ({ namespace }) => `Nothing runs in ${namespace} yet.`,
    ({ namespace }) => cz`V namespace ${namespace} zatím nic neběží.`,
  ),
  emptyNext: entry('What is deployed here appears here.', 'Co se sem nasadí, objeví se tady.'),
  keys: entry('Keys', 'Klávesy'),
  close: entry('Close', 'Zavřít'),
  captionKey: entry('show or hide the caption of the talk', 'ukázat nebo skrýt titulek přednášky'),
  graphKey: entry('the graph large, or everything again', 'velký graf, nebo zase všechno'),
  themeKey: entry('light or dark', 'světlý nebo tmavý vzhled'),
  languageKey: entry('English or Czech', 'česky nebo anglicky'),
  podsKey: entry('from pod to pod, when one is selected', 'z podu na pod, když je některý vybrán'),
  cursorKey: entry('read the graph, when it is selected', 'číst graf, když je vybrán'),
  helpKey: entry('these keys', 'tyto klávesy'),
});
