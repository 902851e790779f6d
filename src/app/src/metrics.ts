import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Hits } from './hits.ts';
import type { Workers } from './workers.ts';

export interface Metrics {
  registry: Registry;
  /** Measures every request from its arrival to the end of its answer. */
  observe: RequestHandler;
}

/** Seconds. /slow takes a tenth without a queue and about one for forty people: bounds are close where it matters. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

export function createMetrics(hits: Hits, workers: Workers): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // The event loop's monitor would wake an idle pod a hundred times a second: it never fires, and says nothing.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 2 ** 31 - 1 });
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    registry.removeSingleMetric(`nodejs_eventloop_lag_${part}_seconds`);

  const labelNames = ['method', 'endpoint'];
  const latency = new Histogram({
    name: 'request_latency',
    help: 'Time from the arrival of a request to the end of its answer, in seconds',
    labelNames,
    buckets: BOUNDS,
    registers,
  });
  const failures = new Counter({
    name: 'request_failures_total',
    help: 'Requests that were answered with a status of 500 or above',
    labelNames,
    registers,
  });
  void new Counter({
    name: 'hits_total',
    help: 'Hits counted by this instance',
    registers,
    collect() {
      this.reset();
      this.inc(hits.own);
    },
  });
  void new Gauge({
    name: 'slow_requests_waiting',
    help: 'Requests for /slow that wait for a worker',
    registers,
    collect() {
      this.set(workers.waiting);
    },
  });

  const observe: RequestHandler = (req, res, next) => {
    const end = latency.startTimer();
    res.once('close', () => {
      // The route's template: raw URLs would make a time series each. Express knows it once it has routed.
      const route = req.route as { path?: unknown } | undefined;
      const endpoint = typeof route?.path === 'string' ? route.path : 'unknown';
      const labels = { method: req.method, endpoint };
      end(labels);
      // Also 0: a rate needs a value from before the first failure.
      failures.inc(labels, res.statusCode >= 500 ? 1 : 0);
    });
    next();
  };
  return { registry, observe };
}
