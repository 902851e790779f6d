import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Measures every request from its arrival to the end of its answer. */
  observe: RequestHandler;
  hits: Counter;
}

export function createMetrics(waitingSlowRequests: () => number): Metrics {
  const registry = new Registry();
  // The event loop's monitor would wake an idle pod a hundred times a second: it never fires, and says nothing.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 2 ** 31 - 1 });
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    registry.removeSingleMetric(`nodejs_eventloop_lag_${part}_seconds`);

  const latency = new Histogram({
    name: 'request_latency',
    help: 'Time from the arrival of a request to the end of its answer, in seconds',
    labelNames: ['method', 'endpoint'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const hits = new Counter({
    name: 'hits_total',
    help: 'Hits counted by this instance',
    registers: [registry],
  });
  void new Gauge({
    name: 'slow_requests_waiting',
    help: 'Requests for /slow that wait for a worker',
    registers: [registry],
    collect() {
      this.set(waitingSlowRequests());
    },
  });

  const observe: RequestHandler = (req, res, next) => {
    const end = latency.startTimer();
    res.once('close', () => {
      // The route's template: raw URLs would make a time series each. Express knows it once it has routed.
      const route = req.route as { path?: unknown } | undefined;
      end({ method: req.method, endpoint: typeof route?.path === 'string' ? route.path : 'unknown' });
    });
    next();
  };
  return { registry, observe, hits };
}
