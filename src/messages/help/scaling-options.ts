/** The options of what loads, shows and scales the app: load, graph, operator. */
import { area, entry } from '../message.ts';

export const LOAD_OPTIONS = area('loadOptions', {
  url: entry('what to ask (default: APP_URL of the environment)', 'čeho se ptát (výchozí: proměnná APP_URL)'),
  slow: entry('ask /slow: waiting for one of few workers', 'ptát se /slow: čeká na jednoho z mála workerů'),
  heavy: entry('ask /heavy: computing', 'ptát se /heavy: počítá'),
  path: entry('ask this path', 'ptát se této cesty'),
  connections: entry(
    'users at once (default: 40); with --rate, the most requests in flight (default: 1000)',
    'uživatelů najednou (výchozí: 40); s --rate nejvýše tolik nevyřízených požadavků (výchozí: 1000)',
  ),
  rate: entry('requests per second, whatever becomes of them', 'požadavků za sekundu, ať dopadnou jakkoli'),
  duration: entry(
    'such as 20s or 2m (default: until Ctrl-C; 10m where no terminal is)',
    'například 20s nebo 2m (výchozí: do Ctrl-C; bez terminálu 10m)',
  ),
  keepAlive: entry('use connections again', 'používat spojení opakovaně'),
  timeout: entry('give up on a request after this', 'po této době požadavek vzdát'),
  yes: entry('the target may be beyond this machine', 'cíl smí být i mimo tento stroj'),
  json: entry(
    'print JSON: a line a second, and the summary as the last one',
    'vypsat JSON: řádek za sekundu, nakonec souhrn',
  ),
});

export const GRAPH_OPTIONS = area('graphOptions', {
  prometheus: entry(
    'ask this Prometheus (default: the one in namespace pycont of the kube context)',
    'ptát se tohoto Promethea (výchozí: ten v namespace pycont kube contextu)',
  ),
  once: entry('print one line and end', 'vypsat jeden řádek a skončit'),
  watch: entry('print a line each interval, in a terminal too', 'vypisovat řádek za interval, i v terminálu'),
  until: entry(
    "end when all hold, such as 'share<0.8' or 'share>0.9 replicas>1'; with --once: 1 if not",
    "skončit, až všechny platí, například 'share<0.8' nebo 'share>0.9 replicas>1'; s --once: 1, když ne",
  ),
  interval: entry('look this often', 'jak často se dívat'),
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
  namespace: entry('default: that of the kube context', 'výchozí: podle kube contextu'),
  min: entry('never fewer', 'nikdy méně'),
  max: entry('never more', 'nikdy více'),
  threshold: entry(
    'a request is fast when it takes at most this long',
    'požadavek je rychlý, když trvá nejvýše tolik',
  ),
  objective: entry('the share of requests that shall be fast', 'jaký podíl požadavků má být rychlý'),
  scaleDownAbove: entry(
    'calm from this share on (default: 0.95, or the objective)',
    'od tohoto podílu je klid (výchozí: 0.95, nebo cíl)',
  ),
  maxStep: entry(
    'at most this many more or fewer at once (default: up to double, or 4 more)',
    'nejvýše o tolik víc nebo méně najednou (výchozí: až dvojnásobek, nebo o 4 víc)',
  ),
  window: entry('measure over this time', 'měřit za tuto dobu'),
  cooldown: entry('do nothing for this long after a change', 'tak dlouho po změně nic nedělat'),
  stabilization: entry('give replicas back after so much calm', 'po tak dlouhém klidu repliky vrátit'),
  interval: entry('look this often', 'jak často se dívat'),
  prometheus: entry(
    'URL, or [namespace/]service[:port] of the cluster (default: prometheus:9090)',
    'URL, nebo [namespace/]service[:port] v clusteru (výchozí: prometheus:9090)',
  ),
  query: entry(
    'expression for the share, in place of the one from request_latency',
    'výraz pro podíl, místo toho z request_latency',
  ),
  noLeaderElection: entry(
    'act without asking whether another operator does',
    'konat bez ohledu na to, zda koná jiný operátor',
  ),
  dryRun: entry('decide and report, but change nothing', 'rozhodovat a hlásit, ale nic neměnit'),
  once: entry('look once, act, and end', 'jednou se podívat, jednat a skončit'),
  explain: entry('print the rule with the numbers in it', 'vypsat pravidlo s dosazenými čísly'),
  metricsPort: entry(
    'serve /metrics, /healthz and /readyz on this port of 127.0.0.1',
    'nabízet /metrics, /healthz a /readyz na tomto portu 127.0.0.1',
  ),
});
