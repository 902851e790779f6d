import type { RequestHandler } from 'express';
import type { Counter } from 'prom-client';
import { type Config, readConfigFile } from '../config.ts';
import type { Hits } from '../hits.ts';
import { homePage } from '../home-page.ts';
import { maskedEnv } from '../masked-env.ts';
import { version } from '../version.ts';

export const ENDPOINTS = [
  '/',
  '/slow',
  '/heavy',
  '/status',
  '/metrics',
  '/check/live',
  '/check/ready',
  '/action/terminate',
  '/action/fail',
];

/** The page for people, the same as JSON for everything else. */
export function home(config: Config, hits: Hits, counter: Counter): RequestHandler {
  return async (req, res) => {
    const count = await hits.count();
    counter.inc();
    const view = {
      version,
      hits: count,
      pod: config.podName,
      node: config.nodeName,
      color: config.color,
      redis: { server: config.redisServer, state: hits.redis() },
      configFile: { path: config.configFile, content: readConfigFile(config.configFile) },
      environment: maskedEnv(process.env),
      endpoints: ENDPOINTS,
    };
    if (req.accepts(['json', 'html']) === 'html') res.type('html').send(homePage(view));
    else res.json(view);
  };
}
