/** The options of load, graph and operator. */
import { area, entry } from '../message.ts';

export const LOAD_OPTIONS = area('loadOptions', {
  url: entry(
    'where to send requests (default: APP_URL, or the app on the embedded stage)',
    'čeho se ptát (výchozí: APP_URL, nebo aplikace v prostředí embedded)',
  ),
  slow: entry(
    'request /slow, which waits for one of few workers',
    'ptát se /slow: čeká na jednoho z mála workerů',
  ),
  heavy: entry('request /heavy, which computes', 'ptát se /heavy: počítá'),
  path: entry('request this path', 'ptát se této cesty'),
  connections: entry(
    'concurrent users (default: 40); with --rate, the most requests in flight (default: 1000)',
    'uživatelů najednou (výchozí: 40); s --rate nejvýše tolik nevyřízených požadavků (výchozí: 1000)',
  ),
  rate: entry('requests per second, however long they take', 'požadavků za sekundu, ať dopadnou jakkoli'),
  duration: entry(
    'such as 20s or 2m (default: until Ctrl-C; 10m without a terminal)',
    'například 20s nebo 2m (výchozí: do Ctrl-C; bez terminálu 10m)',
  ),
  keepAlive: entry('reuse connections', 'používat spojení opakovaně'),
  timeout: entry('give up on a request after this', 'po této době požadavek vzdát'),
  yes: entry('allow a target outside this machine', 'cíl smí být i mimo tento stroj'),
  json: entry(
    'print JSON: one line a second, then the summary',
    'vypsat JSON: řádek za sekundu, nakonec souhrn',
  ),
});

export const GRAPH_OPTIONS = area('graphOptions', {
  prometheus: entry(
    'query this Prometheus (default: the one in namespace pycont of the stage)',
    'ptát se tohoto Promethea (výchozí: ten v namespace pycont prostředí)',
  ),
  once: entry('print one line and exit', 'vypsat jeden řádek a skončit'),
  watch: entry(
    'print a line each interval, even in a terminal',
    'vypisovat řádek za interval, i v terminálu',
  ),
  until: entry(
    "exit when all hold, such as 'share<0.8' or 'share>0.9 replicas>1'; with --once: 1 if not",
    "skončit, až všechny platí, například 'share<0.8' nebo 'share>0.9 replicas>1'; s --once: 1, když ne",
  ),
  interval: entry('how often to take a sample', 'jak často měřit'),
});

export const OPERATOR_OPTIONS = area('operatorOptions', {
  deployment: entry(
    'scale this Deployment; needs no LatencyScaler',
    'škálovat tento Deployment; LatencyScaler netřeba',
  ),
  selector: entry(
    'scale the Deployments with these labels, e.g. app=kad',
    'škálovat Deploymenty s těmito štítky, např. app=kad',
  ),
  namespace: entry('default: the one of the kube context', 'výchozí: podle kube contextu'),
  min: entry('never fewer', 'nikdy méně'),
  max: entry('never more', 'nikdy více'),
  threshold: entry(
    'a request is fast when it takes at most this long',
    'požadavek je rychlý, když trvá nejvýše tolik',
  ),
  objective: entry('the share of requests that should be fast', 'jaký podíl požadavků má být rychlý'),
  scaleDownAbove: entry(
    'calm at this share or above (default: 0.95, or the objective)',
    'od tohoto podílu je klid (výchozí: 0.95, nebo cíl)',
  ),
  maxStep: entry(
    'at most this many more or fewer at once (default: up to double, or 4 more)',
    'nejvýše o tolik víc nebo méně najednou (výchozí: až dvojnásobek, nebo o 4 víc)',
  ),
  window: entry('measure over this time', 'měřit za tuto dobu'),
  cooldown: entry('do nothing for this long after a change', 'tak dlouho po změně nic nedělat'),
  stabilization: entry('remove replicas after this much calm', 'po tak dlouhém klidu repliky vrátit'),
  interval: entry('how often to evaluate', 'jak často vyhodnocovat'),
  prometheus: entry(
    'URL, or [namespace/]service[:port] of the cluster (default: prometheus:9090)',
    'URL, nebo [namespace/]service[:port] v clusteru (výchozí: prometheus:9090)',
  ),
  query: entry(
    'expression for the share, instead of the one from request_latency',
    'výraz pro podíl, místo toho z request_latency',
  ),
  noLeaderElection: entry(
    'act even if another operator is the leader',
    'konat bez ohledu na to, zda koná jiný operátor',
  ),
  dryRun: entry('decide and report, but change nothing', 'rozhodovat a hlásit, ale nic neměnit'),
  once: entry('evaluate once, act, and exit', 'jednou vyhodnotit, jednat a skončit'),
  explain: entry('print the rule with the current numbers', 'vypsat pravidlo s dosazenými čísly'),
  metricsPort: entry(
    'serve /metrics, /healthz and /readyz on this port of 127.0.0.1',
    'nabízet /metrics, /healthz a /readyz na tomto portu 127.0.0.1',
  ),
});
