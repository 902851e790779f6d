import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Config } from './config.ts';
import { about } from './endpoints/about.ts';
import { actions } from './endpoints/action.ts';
import { checks } from './endpoints/check.ts';
import { heavy } from './endpoints/heavy.ts';
import { home, refreshedPage } from './endpoints/home.ts';
import { metricsPage } from './endpoints/metrics.ts';
import { slow } from './endpoints/slow.ts';
import { status } from './endpoints/status.ts';
import type { Hits } from './hits.ts';
import { log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { State } from './state.ts';
import { createWorkers } from './workers.ts';

export interface Parts {
  config: Config;
  hits: Hits;
  state: State;
  terminate: () => void;
}

const WORKERS = 4;

/** The web app without its process: no port, no signals. */
export function createApp({ config, hits, state, terminate }: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('json spaces', 2);
  const workers = createWorkers(WORKERS);
  const metrics = createMetrics(hits, workers);

  app.use(metrics.observe);
  app.use(logRequests);
  app.get('/', home(config, hits));
  app.get('/slow', slow(workers));
  app.get('/heavy', heavy);
  app.get('/status', status(config, hits, state, workers));
  app.get('/metrics', metricsPage(metrics.registry));
  app.get('/check/page', refreshedPage(config, hits));
  app.use(checks(state));
  app.use(about(config));
  app.use(actions(terminate));
  app.use(failed);
  return app;
}

const logRequests: RequestHandler = (req, res, next) => {
  const start = performance.now();
  res.once('close', () => {
    // Probes and scrapes come every second and would drown what people do.
    if (req.path === '/metrics' || req.path.startsWith('/check/')) return;
    const milliseconds = Math.round(performance.now() - start);
    log('info', 'request', { method: req.method, path: req.path, status: res.statusCode, milliseconds });
  });
  next();
};

// Express tells an error handler by its four parameters.
const failed: ErrorRequestHandler = (error: Error, req, res, _next) => {
  log('error', 'request failed', { method: req.method, path: req.path, error: error.stack });
  if (res.headersSent) res.destroy();
  else res.status(500).json({ error: error.message });
};
