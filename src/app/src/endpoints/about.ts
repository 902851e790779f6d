import { Router } from 'express';
import { type Config, readConfigFile } from '../config.ts';
import { maskedEnv } from '../masked-env.ts';
import { icon } from '../page/icon.ts';
import { version } from '../version.ts';

/** What the app was started with, piece by piece. */
export function about(config: Config): Router {
  const router = Router();
  router.get('/version', (_req, res) => void res.json({ version }));
  router.get('/env', (_req, res) => void res.json(maskedEnv(process.env)));
  router.get('/config', (_req, res) => {
    const { color, configFile: file } = config;
    res.json({ color, file, lines: readConfigFile(file)?.trimEnd().split('\n') ?? [] });
  });
  router.get('/favicon.ico', (_req, res) => void res.type('svg').send(icon(config.color)));
  return router;
}
