import type { RequestHandler } from 'express';
import { type Config, readConfigFile } from '../config.ts';
import type { Hits } from '../hits.ts';
import { homePage } from '../page/home-page.ts';
import { version } from '../version.ts';

export const ENDPOINTS = [
  '/version',
  '/env',
  '/config',
  '/slow',
  '/heavy',
  '/status',
  '/metrics',
  '/check/live',
  '/check/ready',
  '/action/terminate',
  '/action/fail',
];

type Count = Awaited<ReturnType<Hits['count']>>;

/** The page for people; for everything else what is first on it, as JSON. */
export function home(config: Config, hits: Hits): RequestHandler {
  return async (req, res) => {
    const count = await hits.count();
    if (req.accepts(['json', 'html']) === 'html') res.type('html').send(pageOf(config, hits, count));
    else res.json(summaryOf(config, count));
  };
}

/** The page as it refreshes itself. Nobody has come, so it does not count as a hit; a probe of a browser, as the others under /check/. */
export function refreshedPage(config: Config, hits: Hits): RequestHandler {
  return async (_req, res) => {
    // Another pod may answer the next one.
    res.set('connection', 'close');
    res.type('html').send(pageOf(config, hits, { own: hits.own, total: await hits.total() }));
  };
}

function summaryOf({ podName, redisServer }: Config, { own, total }: Count) {
  const summary = { version, hits: total ?? own, pod: podName };
  return total === undefined
    ? { ...summary, warning: `Redis at ${redisServer} is away: only this pod's own hits are counted` }
    : summary;
}

function pageOf(config: Config, hits: Hits, count: Count): string {
  return homePage({
    version,
    hits: count,
    pod: config.podName,
    node: config.nodeName,
    color: config.color,
    redis: { server: config.redisServer, state: hits.redis() },
    configFile: { path: config.configFile, content: readConfigFile(config.configFile) },
    endpoints: ENDPOINTS,
  });
}
