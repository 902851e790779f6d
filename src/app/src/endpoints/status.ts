import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';
import type { Hits } from '../hits.ts';
import type { State } from '../state.ts';
import { version } from '../version.ts';
import type { Workers } from '../workers.ts';

/** What the app knows of itself. */
export function status(config: Config, hits: Hits, state: State, workers: Workers): RequestHandler {
  return (_req, res) => {
    res.json({
      version,
      pod: config.podName,
      node: config.nodeName,
      ready: state.ready(),
      uptimeSeconds: Math.round(process.uptime()),
      hits: hits.own,
      redis: { server: config.redisServer, state: hits.redis() },
      slowRequestsWaiting: workers.waiting,
      residentMemoryBytes: process.memoryUsage.rss(),
    });
  };
}
