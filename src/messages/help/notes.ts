/** Notes below the help of commands; written for 80 columns or a little more. */
import { area, entry } from '../message.ts';

export const HELP_NOTES = area('helpNotes', {
  graph: entry(
    `Conditions compare share (0 to 1), replicas, rps (requests per second) or p95 (seconds) with a
number, with < <= > >= or =. An unknown value fulfils none.

The p95 is estimated by Prometheus from the buckets of the app's histogram; the percentiles
of pycont load are measured by the client. The share within 500 ms is exact in both.

"no traffic": the app is measured, but has no requests. "no data": Prometheus has no such
measurement, or cannot be reached.`,
    `Podmínky porovnávají share (0 až 1), replicas, rps (požadavky za sekundu) nebo p95 (sekundy)
s číslem, pomocí < <= > >= nebo =. Co není známo, žádnou nesplní.

Hodnotu p95 odhaduje Prometheus z bucketů histogramu aplikace; percentily z pycont load
měří klient. Podíl do 500 ms znají oba přesně.

„bez provozu“: aplikace se měří, ale nikdo se jí neptá. „bez dat“: Prometheus takové měření
nezná, nebo neodpovídá.`,
  ),
  load: entry(
    `Each request opens its own connection: a Kubernetes Service balances connections, not
requests, so that users who reuse theirs would all stay with the pods that existed at first.
--keep-alive shows exactly that.

Latency is measured by this client, from sending to the end of the answer; with --rate, from
when the request was due. The share within 500 ms is of all requests: an error never counts as
within.

Exits with 0 if requests were answered, after the duration or Ctrl-C, with errors or without;
with 1 if not a single one was.`,
    `Každý požadavek otevře vlastní spojení: Service v Kubernetes rozděluje spojení, ne požadavky,
takže uživatelé, kteří si své drží, by všichni zůstali u podů, které tu byly na začátku.
Právě to ukáže --keep-alive.

Latenci měří tento klient, od odeslání do konce odpovědi; s --rate od chvíle, kdy měl
odejít. Podíl do 500 ms je ze všech požadavků: chyba se do něj nikdy nevejde.

Končí s 0, když požadavky dostaly odpověď, po uplynutí času či po Ctrl-C, s chybami i bez;
s 1, když ji nedostal ani jediný.`,
  ),
  operatorRun: entry(
    `In a terminal a live view, elsewhere one line for each evaluation, until Ctrl-C.
Exits with 0; with 1 if there is no cluster or no such Deployment, or with --once
if Prometheus does not answer; with 2 for a flag that is not valid.`,
    `V terminálu živý pohled, jinde řádek za každé vyhodnocení, do Ctrl-C. Končí s 0;
s 1, když není cluster nebo takový Deployment, nebo když s --once neodpovídá
Prometheus; se 2 při volbě, která nedává smysl.`,
  ),
});
