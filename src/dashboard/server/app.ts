import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { DASHBOARD_SERVER, translator } from '../../messages/dashboard/index.ts';
import type { Language, Text } from '../../messages/dashboard/index.ts';
import type { Browsers } from './browsers.ts';
import { refusal } from './guard.ts';
import type { Allowed } from './guard.ts';

export interface AppOptions {
  /** Folder of the built page. */
  assets: string;
  language: Language;
  browsers: Pick<Browsers<{ view: object }>, 'add' | 'close'>;
  allowed: () => Allowed;
  failed: (error: unknown) => void;
}

/** Nothing from elsewhere, nothing inline. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export function createApp({ assets, language, browsers, allowed, failed }: AppOptions): Express {
  const translate = translator(language);
  const refuse = (response: express.Response, status: number, why: Text): void =>
    void response
      .status(status)
      .type('text/plain')
      .send(`${translate(why)}\n`);
  const app = express();
  app.disable('x-powered-by');

  app.use((request, response, next) => {
    response.set(HEADERS);
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.set('allow', 'GET, HEAD');
    refuse(response, 405, DASHBOARD_SERVER.onlyRead);
  });
  // Probes ask by the pod's address.
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok\n'));
  app.use((request, response, next) => {
    const why = refusal(request.headers, allowed());
    if (why === undefined) return next();
    refuse(response, 403, why);
  });
  app.get('/events', (request, response) => {
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    if (browsers.add(response)) return;
    response.set('retry-after', '5');
    refuse(response, 503, DASHBOARD_SERVER.tooMany);
  });
  app.get('/', page(assets, language));
  app.use(
    express.static(assets, {
      index: false,
      redirect: false,
      // A browser asks each time whether there is a newer one.
      setHeaders: (response) => void response.setHeader('cache-control', 'no-cache'),
    }),
  );
  app.use((_request, response) => refuse(response, 404, DASHBOARD_SERVER.notFound));
  // Express tells an error handler by its four parameters.
  const broken: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    failed(error);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, DASHBOARD_SERVER.failed);
  };
  app.use(broken);
  return app;
}

/** The page, in the language that is asked for. */
function page(assets: string, language: Language): RequestHandler {
  return async (request, response) => {
    const { lang } = request.query;
    const asked = lang === 'en' || lang === 'cs' ? lang : language;
    const html = await readFile(join(assets, 'index.html'), 'utf8');
    response.type('html').send(html.replace(/(?<=<html[^>]* lang=")[a-z]+/, asked));
  };
}
