/** Messages of `pycont load`. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export interface LatencyFigures {
  p50: number | undefined;
  p90: number | undefined;
  p99: number | undefined;
  max: number | undefined;
}

export const LOAD = area('load', {
  users: entry<{ connections: number; url: string }>(
    ({ connections, url }) => `${connections} users send requests to ${url}`,
    ({ connections, url }) => cz`uživatelů: ${connections}, ptají se ${url}`,
  ),
  rate: entry<{ rate: number; url: string }>(
    ({ rate, url }) => `${rate} requests per second to ${url}`,
    ({ rate, url }, { number }) => cz`požadavků za sekundu: ${number(rate)}, na ${url}`,
  ),
  untilInterrupted: entry('until Ctrl-C', 'do Ctrl-C'),
  lasting: entry<{ ms: number }>(
    ({ ms }, { number }) => `for ${number(ms / 1_000)} s`,
    ({ ms }, { number }) => cz`po dobu ${number(ms / 1_000)} s`,
  ),

  // One line a second
  p50: entry<{ ms: number | undefined }>(
    ({ ms }, { latency }) => `p50 ${latency(ms)}`,
    ({ ms }, { latency }) => cz`p50 ${latency(ms)}`,
  ),
  p99: entry<{ ms: number | undefined }>(
    ({ ms }, { latency }) => `p99 ${latency(ms)}`,
    ({ ms }, { latency }) => cz`p99 ${latency(ms)}`,
  ),
  share: entry<{ share: number | undefined; within: number }>(
    ({ share, within }, format) => `${format.share(share)} within ${format.latency(within)}`,
    ({ share, within }, format) => cz`${format.share(share)} do ${format.latency(within)}`,
  ),
  open: entry<{ count: number }>(
    ({ count }) => `${count} open`,
    ({ count }) => cz`čeká ${count}`,
  ),
  notSent: entry<{ count: number }>(
    ({ count }) => `${count} not sent`,
    ({ count }) => cz`neodesláno ${count}`,
  ),

  // The summary
  requests: entry<{ count: number; seconds: number; perSecond: number }>(
    ({ count, seconds, perSecond }, { number }) =>
      `requests   ${count} in ${number(seconds, 1)} s, ${number(perSecond, 1)} req/s`,
    ({ count, seconds, perSecond }, { number }) =>
      cz`požadavky  ${count} za ${number(seconds, 1)} s, ${number(perSecond, 1)} req/s`,
  ),
  latencies: entry<LatencyFigures>(
    ({ p50, p90, p99, max }, { latency }) =>
      `latency    p50 ${latency(p50)}, p90 ${latency(p90)}, p99 ${latency(p99)}, max ${latency(max)}`,
    ({ p50, p90, p99, max }, { latency }) =>
      cz`latence    p50 ${latency(p50)}, p90 ${latency(p90)}, p99 ${latency(p99)}, max ${latency(max)}`,
  ),
  measuredHere: entry(
    '           measured by this client, from sending to the end of the answer',
    '           změřil tento klient, od odeslání do konce odpovědi',
  ),
  shareOfAll: entry<{ share: number | undefined; within: number }>(
    ({ share, within }, format) => `share      ${format.share(share)} within ${format.latency(within)}`,
    ({ share, within }, format) => cz`podíl      ${format.share(share)} do ${format.latency(within)}`,
  ),
  errors: entry<{ count: number; share: number | undefined }>(
    ({ count, share }, format) => `errors     ${count}${count > 0 ? ` (${format.share(share)})` : ''}`,
    ({ count, share }, format) => cz`chyby      ${count}${count > 0 ? ` (${format.share(share)})` : ''}`,
  ),
  errorKind: entry<{ kind: string; count: number; message: Text | undefined }>(
    ({ kind, count, message }) => `           ${kind}: ${count}${message ? `  (${message})` : ''}`,
    ({ kind, count, message }) => cz`           ${kind}: ${count}${message ? `  (${message})` : ''}`,
  ),
  dropped: entry<{ count: number }>(
    ({ count }) => `not sent   ${count}: too many were already open; the rate was not reached`,
    ({ count }) => cz`neodesláno ${count}: příliš mnoho jich už čekalo; zadané rychlosti se nedosáhlo`,
  ),
  unfinished: entry<{ count: number }>(
    ({ count }) => `unfinished ${count}, cancelled at the end; not counted above`,
    ({ count }) => cz`nedokončeno ${count}, na konci se na ně nečekalo; výše se nepočítají`,
  ),

  // Mistakes
  noUrl: entry('No URL to put under load.', 'Není URL, které zatížit.'),
  giveUrl: entry(
    'Give one, or use the one of the stage: eval "$(pycont stage env)"',
    'Zadejte ho, nebo ať ho řekne prostředí: eval "$(pycont stage env)"',
  ),
  foreignTarget: entry<{ host: string }>(
    ({ host }) =>
      `${host} is not this machine: putting another server under load without permission is an attack.`,
    ({ host }) => cz`${host} není tento stroj: zatěžovat cizí server bez souhlasu je útok.`,
  ),
  confirmTarget: entry('Confirm with --yes if it is yours', 'Je-li váš, potvrďte to pomocí --yes'),
  notAUrl: entry<{ text: string }>(
    ({ text }) => `${JSON.stringify(text)} is not a valid http or https URL.`,
    ({ text }) => cz`„${JSON.stringify(text).slice(1, -1)}“ není platné http ani https URL.`,
  ),
  urlExample: entry('Write it as http://127.0.0.1:5000', 'Napište ho jako http://127.0.0.1:5000'),
  onePath: entry('--slow, --heavy and --path cannot be combined.', '--slow, --heavy a --path se vylučují.'),
  giveOnePath: entry('Give only one of them', 'Zadejte jen jednu z nich'),
  unanswered: entry<{ url: string; why: Text }>(
    ({ url, why }) => `No request to ${url} was answered: ${why}.`,
    ({ url, why }) => cz`Ani jeden požadavek na ${url} nedostal odpověď: ${why}.`,
  ),
  noAnswer: entry('no answer', 'bez odpovědi'),
  tryCurl: entry<{ url: string }>(
    ({ url }) => `Check whether it answers: curl -i ${url}`,
    ({ url }) => cz`Podívejte se, zda tam něco je: curl -i ${url}`,
  ),
});
