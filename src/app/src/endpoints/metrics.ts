import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';

/** What Prometheus scrapes. */
export function metricsPage(registry: Registry): RequestHandler {
  return async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  };
}
