/** Messages about every stage, and of `pycont stage`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const STAGE = area('stage', {
  chosen: entry<{ stage: string; why: Text }>(
    ({ stage, why }) => `On the ${stage} stage, because ${why}`,
    ({ stage, why }) => cz`Prostředí ${stage}: ${why}`,
  ),
  unknown: entry<{ stage: string }>(
    ({ stage }) => `There is no stage '${stage}'`,
    ({ stage }) => cz`Prostředí „${stage}“ není`,
  ),
  chooseOne: entry<{ names: string }>(
    ({ names }) => `Choose one of ${names}`,
    ({ names }) => cz`Vyberte si: ${names}`,
  ),
  doesNotAnswer: entry<{ part: Text; remedy: Text }>(
    ({ part, remedy }) => `${part} does not answer.\n${remedy}`,
    ({ part, remedy }) => cz`${part} neodpovídá.\n${remedy}`,
  ),

  // Labels of `stage status`
  apiServer: entry('API server', 'API server'),
  app: entry('app', 'aplikace'),
  containers: entry('containers', 'kontejnery'),
  context: entry('context', 'context'),
  docker: entry('docker', 'docker'),
  home: entry('home', 'složka'),
  imageLoader: entry('image loader', 'image předává'),
  kubeconfig: entry('kubeconfig', 'kubeconfig'),
  log: entry('log', 'log'),

  // Embedded
  starting: entry('starting the embedded stage', 'startuje prostředí embedded'),
  embeddedDown: entry('the embedded stage is down', 'prostředí embedded neběží'),
  embeddedRuns: entry<{ pid: number }>(
    ({ pid }) => `the embedded stage runs as process ${pid}`,
    ({ pid }) => cz`prostředí embedded běží jako proces ${pid}`,
  ),
  ownNamespaces: entry('in their own namespaces', 've vlastních namespaces'),
  plainProcesses: entry('as plain processes', 'jako obyčejné procesy'),
  unreachable: entry<{ pid: number; url: string }>(
    ({ pid, url }) => `The embedded stage runs (process ${pid}) but does not answer at ${url}`,
    ({ pid, url }) => cz`Prostředí embedded běží (proces ${pid}), ale na ${url} neodpovídá`,
  ),
  makeReachable: entry(
    'Bring up the loopback network (ip link set lo up), or play in the container or network namespace where the stage was started; pycont stage down ends it, and the next pycont scene next starts it here',
    'Zapněte síť loopback (ip link set lo up), nebo hrajte v tom kontejneru nebo síťovém namespace, kde bylo prostředí spuštěno; pycont stage down ho ukončí a příští pycont scene next ho spustí zde',
  ),
  embedded: entry<{ pid: number }>(
    ({ pid }) => `The embedded stage (process ${pid})`,
    ({ pid }) => cz`Prostředí embedded (proces ${pid})`,
  ),
  restartEmbedded: entry(
    'Undo the scene (u), or quit and run pycont scene next: either restarts it.',
    'Vraťte scénu na začátek (u), nebo odejděte a spusťte pycont scene next: obojí ho spustí znovu.',
  ),

  // `pycont stage`
  down: entry<{ stage: string }>(
    ({ stage }) => `The ${stage} stage is down.`,
    ({ stage }) => cz`Prostředí ${stage} už neběží.`,
  ),
  sharesImages: entry<{ stage: string }>(
    ({ stage }) => `The ${stage} stage shares its images.`,
    ({ stage }) => cz`Prostředí ${stage} má image společné.`,
  ),
  pushThere: entry<{ image: string }>(
    ({ image }) => `Use 'docker push ${image}' on it.`,
    ({ image }) => cz`Použijte v něm docker push ${image}.`,
  ),
  countLines: entry('--lines needs a whole number above 0', '--lines potřebuje celé číslo větší než 0'),
  linesExample: entry('Write for example --lines 50', 'Napište například --lines 50'),
  noLog: entry<{ stage: string }>(
    ({ stage }) => `The ${stage} stage has not written a log yet`,
    ({ stage }) => cz`Prostředí ${stage} ještě žádný log nezapsalo`,
  ),
  startIt: entry('Start it with pycont stage up', 'Spusťte ho příkazem pycont stage up'),

  // `pycont stage switch`
  noTalk: entry('No talk is in progress', 'Žádná přednáška není rozehraná'),
  beginThere: entry(
    'Start it there: pycont --stage NAME scene next',
    'Začněte ji rovnou tam: pycont --stage NÁZEV scene next',
  ),
  nameTalk: entry<{ folder: string }>(
    ({ folder }) => `Add --scenes ${folder}`,
    ({ folder }) => cz`Přidejte --scenes ${folder}`,
  ),
  talkOver: entry('The talk is over', 'Přednáška skončila'),
  startAgain: entry('To start again: pycont scene reset', 'Znovu ji začne pycont scene reset'),
  switched: entry<{ stage: string; number: number; id: string }>(
    ({ stage, number, id }) =>
      `The talk continues on the ${stage} stage, at the start of scene ${number}, ${id}. pycont scene next plays it.`,
    ({ stage, number, id }) =>
      cz`Přednáška pokračuje v prostředí ${stage}, od začátku scény ${number}, ${id}. Zahraje ji pycont scene next.`,
  ),
});
