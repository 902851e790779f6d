/** Why the share of fast requests is not known. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const SIGNAL = area('signal', {
  notAsked: entry('Prometheus has not been queried yet', 'Prometheus ještě nebyl dotázán'),
  of: entry<{ address: string; why: Text }>(
    ({ address, why }) => `${address}: ${why}`,
    ({ address, why }) => cz`${address}: ${why}`,
  ),
  clockWentBack: entry<{ seconds: number }>(
    ({ seconds }) => `its clock went back by ${seconds} s: its data is old`,
    ({ seconds }) => cz`jeho hodiny šly o ${seconds} s zpět: jeho data jsou stará`,
  ),
  noPodReady: entry('none of its pods is ready', 'žádný jeho pod není ready'),
  noFreshSeries: entry(
    'Prometheus has no fresh series of this target',
    'Prometheus nemá o tomto cíli čerstvé řady',
  ),
  notScrapedTwice: entry(
    'Prometheus has not scraped the pods twice since the last change',
    'od poslední změny Prometheus ještě dvakrát nesbíral metriky z podů',
  ),
  intervalTooLong: entry<{ every: number; window: number; least: number }>(
    ({ every, window, least }, { number }) =>
      `Prometheus scrapes every ${number(every)} s, but the window is ${number(window)} s: set windowSeconds (--window) to at least ${least}`,
    ({ every, window, least }, { number }) =>
      cz`Prometheus sbírá každých ${number(every)} s, ale okno má ${number(window)} s: nastavte windowSeconds (--window) alespoň na ${least}`,
  ),
  notABucket: entry<{ metric: string; threshold: number; bounds: readonly number[] }>(
    ({ metric, threshold, bounds }, { number }) =>
      `${number(threshold)} ms is not a bucket bound of ${metric}; there are ${bounds.join(', ')} ms`,
    ({ metric, threshold, bounds }, { number }) =>
      cz`${number(threshold)} ms není hranice bucketu ${metric}; jsou tu ${bounds.map((each) => number(each)).join('; ')} ms`,
  ),

  // What Prometheus scrapes
  noMetric: entry<{ metric: string }>(
    ({ metric }) => `Prometheus scrapes the pods, but they export no ${metric}`,
    ({ metric }) => cz`Prometheus z podů metriky sbírá, ale ${metric} mezi nimi není`,
  ),
  cannotScrape: entry(
    'Prometheus cannot scrape the pods: see its page /targets for the reason',
    'Prometheus nemůže z podů sbírat metriky: důvod ukáže jeho stránka /targets',
  ),
  othersScraped: entry<{ namespace: string; count: number }>(
    ({ namespace, count }) =>
      `Prometheus does not scrape these pods; in namespace ${namespace} it scrapes ${count} others`,
    ({ namespace, count }) =>
      cz`Prometheus z těchto podů metriky nesbírá; v namespace ${namespace} sbírá z jiných (${count})`,
  ),
  noneScraped: entry<{ namespace: string }>(
    ({ namespace }) =>
      `Prometheus scrapes no pod of namespace ${namespace}: see its scrape_configs, or the annotations that they require`,
    ({ namespace }) =>
      cz`Prometheus nesbírá metriky z žádného podu v namespace ${namespace}: podívejte se na jeho scrape_configs, nebo na anotace, které vyžadují`,
  ),
  nothingScraped: entry(
    'Prometheus scrapes nothing at all: see its scrape_configs',
    'Prometheus nesbírá vůbec nic: podívejte se na jeho scrape_configs',
  ),
  wrongLabels: entry<{ metric: string; lacks: readonly string[]; has: readonly string[] }>(
    ({ metric, lacks, has }) =>
      `Prometheus has ${metric}, but without the labels ${lacks.join(' and ')}; it has ${has.join(', ') || 'none'}: add them with relabel_configs`,
    ({ metric, lacks, has }) =>
      cz`Prometheus ${metric} má, ale bez labelů ${lacks.join(' a\u{A0}')}${has.length > 0 ? `; má jen ${has.join(', ')}` : '; nemá žádné'}: doplňte je pomocí relabel_configs`,
  ),
  severalClusters: entry<{ pod: string; clusters: readonly string[] }>(
    ({ pod, clusters }) =>
      `Prometheus has series of pod ${pod} from several clusters: ${clusters.map((name) => name || 'without a name').join(', ')}`,
    ({ pod, clusters }) =>
      cz`Prometheus má řady podu ${pod} z několika clusterů: ${clusters.map((name) => name || 'beze jména').join(', ')}`,
  ),

  // Its series
  severalSeries: entry<{ metric: string }>(
    ({ metric }) => `there are several series of ${metric} where one is expected`,
    ({ metric }) => cz`${metric} má několik řad místo jedné`,
  ),
  ofPod: entry<{ pod: string; why: Text }>(
    ({ pod, why }) => `pod ${pod}: ${why}`,
    ({ pod, why }) => cz`pod ${pod}: ${why}`,
  ),
  noSeries: entry<{ metric: string }>(
    ({ metric }) => `it has no series of ${metric}`,
    ({ metric }) => cz`chybí ${metric}`,
  ),
  noInfiniteBucket: entry('it has no bucket +Inf', 'chybí bucket +Inf'),
  notANumber: entry<{ metric: string }>(
    ({ metric }) => `${metric} is not a number`,
    ({ metric }) => cz`${metric} není číslo`,
  ),
  boundNotANumber: entry('a bound of the buckets is not a number', 'hranice některého bucketu není číslo'),
  timeNotANumber: entry('the time of the last scrape is not a number', 'čas posledního sběru není číslo'),

  // A custom query
  findsNothing: entry('the query finds nothing', 'dotaz nic nenajde'),
  findsMany: entry<{ count: number }>(
    ({ count }) => `the query finds ${count} series instead of one`,
    ({ count }, { plural }) =>
      cz`dotaz najde ${count} ${plural(count, { one: 'řadu', few: 'řady', other: 'řad' })} místo jedné`,
  ),
  notAShare: entry<{ value: number }>(
    ({ value }) => `the query gives ${value}, which is not a valid share (0 to 1)`,
    ({ value }, { number }) => cz`dotaz dá ${number(value)}, což není platný podíl (0 až 1)`,
  ),
  valueNotANumber: entry(
    'the query gives a value that is not a number',
    'dotaz dá hodnotu, která není číslo',
  ),
  notAnswered: entry('the query has not been answered yet', 'na dotaz ještě nepřišla odpověď'),
  noAnswerFor: entry<{ address: string; seconds: number }>(
    ({ address, seconds }) => `${address}: no answer to the query for ${seconds} s`,
    ({ address, seconds }) => cz`${address}: na dotaz už ${seconds} s nepřišla odpověď`,
  ),
});
