/** The operator in a pod: settings from the environment, one JSON line for each event. */
import { hostname } from 'node:os';
import { kube, messageOf } from '../kubernetes/index.ts';
import { Metrics, jsonLog, leaseOf, runOperator } from './index.ts';
import type { Evaluation } from './index.ts';
import { readingOf } from './report/reading.ts';
import { words } from './report/report.ts';

const log = jsonLog((line) => process.stdout.write(`${line}\n`));
const { POD_NAMESPACE, POD_NAME, PORT = '8080' } = process.env;
const { INTERVAL_SECONDS = '1', PROMETHEUS_TIMEOUT_SECONDS = '3', LEASE_SECONDS = '15' } = process.env;

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    log.info('stopping', { signal });
    stop.abort();
  });

/** The last line logged for each target: only changes are logged. */
const logged = new Map<string, string>();
function logDecision({ key, policy, seen, decision, done }: Evaluation): void {
  const { replicas, ready } = seen;
  const { share, rate, mean, quantiles } = readingOf(seen);
  const news = `${decision.reason} ${replicas} ${decision.replicas}`;
  if (logged.get(key) === news) return;
  logged.set(key, news);
  log.info(words(policy, seen, decision), {
    target: key,
    reason: decision.reason,
    replicas,
    ready,
    wanted: decision.replicas,
    done,
    ...(share === undefined ? {} : { share: Number(share.toFixed(3)) }),
    rate,
    mean,
    p90: quantiles?.p90,
  });
}

try {
  log.info('starting', { node: process.version });
  await runOperator({
    kube: await kube(),
    ...(POD_NAMESPACE ? { namespace: POD_NAMESPACE } : {}),
    identity: `${POD_NAME ?? hostname()}_${process.pid}_${Date.now().toString(36)}`,
    intervalMs: Number(INTERVAL_SECONDS) * 1000,
    prometheusTimeoutMs: Number(PROMETHEUS_TIMEOUT_SECONDS) * 1000,
    leaseTiming: leaseOf(Number(LEASE_SECONDS) * 1000),
    port: Number(PORT),
    log,
    metrics: new Metrics({ process: true }),
    onEvaluation: logDecision,
    signal: stop.signal,
  });
  log.info('stopped');
} catch (error) {
  log.warn(messageOf(error), error instanceof Error && 'remedy' in error ? { remedy: error.remedy } : {});
  process.exitCode = 1;
}
