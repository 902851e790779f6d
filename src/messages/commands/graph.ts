/** Messages of `pycont graph`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const GRAPH = area('graph', {
  // The live view
  title: entry('Answered within 500 ms', 'Odpovědi do 500 ms'),
  source: entry('by Prometheus; p95 from buckets', 'z Promethea; p95 z bucketů'),
  pods: entry('pods', 'pody'),
  ago: entry<{ minutes: number }>(
    ({ minutes }) => `${minutes} min ago`,
    ({ minutes }) => cz`před ${minutes} min`,
  ),
  now: entry('now', 'teď'),
  loading: entry('loading …', 'zjišťuje se …'),

  // Figures
  noTraffic: entry('no traffic', 'bez provozu'),
  noData: entry('no data', 'bez dat'),
  percent: entry<{ share: number }>(
    ({ share }, { number }) => `${number(share * 100, 1)} %`,
    ({ share }, { number }) => cz`${number(share * 100, 1)} %`,
  ),
  share: entry<{ bar: string; share: number }>(
    ({ bar, share }, { number }) => `share ${bar} ${number(share * 100, 1)} %`,
    ({ bar, share }, { number }) => cz`podíl ${bar} ${number(share * 100, 1)} %`,
  ),
  shareless: entry<{ why: Text }>(
    ({ why }) => `share ${why}`,
    ({ why }) => cz`podíl ${why}`,
  ),
  rate: entry<{ perSecond: number | undefined }>(
    ({ perSecond }, { number }) => `${perSecond === undefined ? '–' : number(perSecond, 1)} req/s`,
    ({ perSecond }, { number }) => cz`${perSecond === undefined ? '–' : number(perSecond, 1)} req/s`,
  ),
  p95: entry<{ seconds: number | undefined }>(
    ({ seconds }, { number }) => `p95 ${seconds === undefined ? '–' : `≈ ${number(seconds, 2)} s`}`,
    ({ seconds }, { number }) => (seconds === undefined ? cz`p95 –` : cz`p95 ≈ ${number(seconds, 2)} s`),
  ),
  /** Where the percentile is from; the load generator measures its own. */
  fromBuckets: entry('(from buckets)', '(z bucketů)'),
  replicas: entry<{ count: number | undefined }>(
    ({ count }) => `replicas ${count ?? '–'}`,
    ({ count }) => cz`replik: ${count ?? '–'}`,
  ),

  // Mistakes
  notACondition: entry<{ text: string }>(
    ({ text }) => `--until: ${JSON.stringify(text)} is not a valid condition.`,
    ({ text }) => cz`--until: „${JSON.stringify(text).slice(1, -1)}“ není platná podmínka.`,
  ),
  conditionExample: entry<{ names: string }>(
    ({ names }) => `Compare ${names} with a number, as in 'share>0.9 replicas>1'`,
    ({ names }) => cz`Porovnejte ${names} s číslem, jako v 'share>0.9 replicas>1'`,
  ),
  withoutData: entry<{ why: Text }>(
    ({ why }) => `There is no data: ${why}.`,
    ({ why }) => cz`Nejsou data: ${why}.`,
  ),
  checkPrometheus: entry(
    'Check that Prometheus is running: kubectl get pods --namespace pycont',
    'Podívejte se, zda Prometheus běží: kubectl get pods --namespace pycont',
  ),
  notAUrl: entry<{ text: string }>(
    ({ text }) => `--prometheus: ${JSON.stringify(text)} is not a valid URL.`,
    ({ text }) => cz`--prometheus: „${JSON.stringify(text).slice(1, -1)}“ není platné URL.`,
  ),
  urlExample: entry('Write it as http://127.0.0.1:9090', 'Napište ho jako http://127.0.0.1:9090'),
  noPrometheus: entry<{ why: Text }>(
    ({ why }) => `Prometheus cannot be found: ${why}.`,
    ({ why }) => cz`Prometheus nejde najít: ${why}.`,
  ),
  startStage: entry(
    'Start the stage with pycont stage up, or give its URL with --prometheus',
    'Spusťte prostředí příkazem pycont stage up, nebo Promethea zadejte pomocí --prometheus',
  ),
});
