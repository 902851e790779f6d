import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const QUICK = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The operator's metrics, in their own registry: several operators may run in one process. */
export class Metrics {
  readonly registry = new Registry();
  readonly decisions = new Counter({
    name: 'pycont_operator_decisions_total',
    help: 'Decisions, by reason',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  readonly scalings = new Counter({
    name: 'pycont_operator_scalings_total',
    help: 'Changes of the number of replicas',
    labelNames: ['direction'] as const,
    registers: [this.registry],
  });
  readonly errors = new Counter({
    name: 'pycont_operator_errors_total',
    help: 'Failed calls, by what was called',
    labelNames: ['component'] as const,
    registers: [this.registry],
  });
  readonly reconcile = new Histogram({
    name: 'pycont_operator_reconcile_seconds',
    help: 'Time to bring one target up to date',
    buckets: [0.0001, 0.0005, ...QUICK],
    registers: [this.registry],
  });
  readonly tick = new Histogram({
    name: 'pycont_operator_tick_seconds',
    help: 'Time of a whole tick, from the question to the last decision',
    buckets: QUICK,
    registers: [this.registry],
  });
  readonly query = new Histogram({
    name: 'pycont_operator_prometheus_query_seconds',
    help: 'Time Prometheus took to answer',
    buckets: QUICK,
    registers: [this.registry],
  });
  readonly targets = new Gauge({
    name: 'pycont_operator_targets',
    help: 'Deployments that are scaled',
    registers: [this.registry],
  });
  readonly leader = new Gauge({
    name: 'pycont_operator_leader',
    help: '1 while this operator is the one that acts',
    registers: [this.registry],
  });

  constructor(options: { process?: boolean } = {}) {
    if (options.process) collectProcessMetrics(this.registry);
  }
}

/** Milliseconds: the longest interval in Node.js. */
const NEVER = 2 ** 31 - 1;

/**
 * The metrics that every Node.js process has. The event loop monitor would wake an idle process a hundred times a
 * second: its metrics are left out, and the lag is measured when the metrics are read.
 */
function collectProcessMetrics(register: Registry): void {
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: NEVER });
  for (const what of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    register.removeSingleMetric(`nodejs_eventloop_lag_${what}_seconds`);
}
