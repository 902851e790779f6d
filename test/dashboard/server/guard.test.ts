/** Who is answered, and what every answer says. */
import { request } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDashboard } from '../../../src/dashboard/index.ts';
import type { Dashboard, DashboardOptions } from '../../../src/dashboard/index.ts';
import { refusal } from '../../../src/dashboard/server/guard.ts';

let assets: string;
let dashboard: Dashboard;
/** Nobody answers there: the page is served all the same. */
const load = () => ({
  getCurrentCluster: () => ({ server: 'http://127.0.0.1:9' }),
  applyToHTTPSOptions: async () => {},
});
const start = (more: Partial<DashboardOptions> = {}): Promise<Dashboard> =>
  startDashboard({
    kube: { load, namespace: 'x', inCluster: false },
    namespace: 'x',
    assets,
    log: { info: () => {}, warn: () => {} },
    hosts: ['talk.example', 'hall.example:8443'],
    ...more,
  });

beforeAll(async () => {
  assets = await mkdtemp(join(tmpdir(), 'pycont-page-'));
  await writeFile(
    join(assets, 'index.html'),
    '<!doctype html>\n<html lang="en">\n  <title>page</title>\n</html>\n',
  );
  await writeFile(join(assets, 'page.js'), 'alert(1);\n');
  dashboard = await start();
});
afterAll(async () => {
  await dashboard.close();
  await rm(assets, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** `{port}` in a header is the server's. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  url = dashboard.url,
): Promise<Answer> {
  const { port } = new URL(url);
  const sent = Object.entries({ host: '127.0.0.1:{port}', ...headers }).map(([name, value]) => [
    name,
    value.replaceAll('{port}', port),
  ]);
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      path,
      method,
      headers: Object.fromEntries(sent),
      agent: false,
    });
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const PATHS = ['/', '/page.js', '/events', '/nothing'];

test.each([
  'evil.example',
  'evil.example:{port}',
  '127.0.0.1.evil.example:{port}',
  'localhost.evil.example:{port}',
  'localhost',
  '127.0.0.1:1',
  '127.0.0.1:{port}@evil.example',
  'evil.example/127.0.0.1:{port}',
  'hall.example',
  '[::1',
])('a request for the host %s gets 403 in plain words', async (host) => {
  for (const path of PATHS) {
    const { status, headers, body } = await ask(path, { host });
    expect(status).toBe(403);
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('does not answer under the name');
    expect(body).not.toContain('<html');
  }
});

test.each([
  'http://evil.example',
  'https://evil.example:{port}',
  'http://127.0.0.1:1',
  'http://localhost:{port}',
  'null',
  'file://',
  'nonsense',
])('a page of %s gets 403', async (origin) => {
  for (const path of PATHS) {
    const { status, body } = await ask(path, { origin });
    expect(status).toBe(403);
    expect(body).toMatch(/^This server does not answer a page of somebody else \(.+\)\.\n$/);
  }
});

test.each(['cross-site', 'same-site'])(
  'what a page of another origin (%s) loads gets 403, a link does not',
  async (site) => {
    expect((await ask('/page.js', { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
    expect((await ask('/', { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  },
);

test.each([
  [{}],
  [{ host: 'localhost:{port}' }],
  [{ host: '[::1]:{port}' }],
  [{ host: 'LOCALHOST:{port}' }],
  [{ host: 'talk.example' }],
  [{ host: 'Talk.example:1234' }],
  [{ host: 'hall.example:8443', origin: 'https://hall.example:8443' }],
  [{ host: 'talk.example:443', origin: 'https://talk.example' }],
  [{ origin: 'http://127.0.0.1:{port}' }],
  [{ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }],
])('its own browser is answered: %j', async (headers) => {
  expect((await ask('/', headers)).status).toBe(200);
});

test('in a pod the port is that of whoever forwards to it, the name is not', () => {
  const allowed = { hosts: ['dashboard.example'] };
  expect(refusal({ host: 'localhost:8081' }, allowed)).toBeUndefined();
  expect(refusal({ host: 'dashboard.example' }, allowed)).toBeUndefined();
  expect(String(refusal({ host: 'evil.example:8081' }, allowed))).toContain('evil.example:8081');
  for (const host of [{}, { host: '' }]) expect(refusal(host, allowed)).toBeDefined();
});

test('probes come by the address of the pod', async () => {
  expect(await ask('/healthz', { host: '10.1.2.3:8080' })).toMatchObject({ status: 200, body: 'ok\n' });
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s changes nothing', async (method) => {
  for (const path of [...PATHS, '/healthz']) {
    const { status, headers } = await ask(path, {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  }
});

test('HEAD says what GET would', async () => {
  expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  const { status, headers } = await ask('/events', {}, 'HEAD');
  expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
});

test('every answer lets a browser load nothing from elsewhere, and shows the page nowhere else', async () => {
  for (const [path, headers] of [
    ...PATHS.filter((each) => each !== '/events').map((each) => [each, {}] as const),
    ['/', { host: 'x' }] as const,
  ]) {
    const answer = await ask(path, headers);
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';.*frame-ancestors 'none'/,
      ),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.headers['cache-control']).toBe(path === '/page.js' ? 'no-cache' : 'no-store');
  }
});

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/.hidden',
  '/page.js/',
  '/events/x',
])('there is nothing at %s', async (path) => {
  const { status, body } = await ask(path);
  expect([status >= 400 && status < 500, body.includes('pycont"')]).toEqual([true, false]);
});

test('the page is in the language of the server, or the one that is asked for', async () => {
  const czech = await start({ language: 'cs' });
  try {
    expect((await ask('/')).body).toContain('<html lang="en">');
    expect((await ask('/?lang=cs')).body).toContain('<html lang="cs">');
    expect((await ask('/?lang="><script>')).body).toContain('<html lang="en">');
    expect((await ask('/', {}, 'GET', czech.url)).body).toContain('<html lang="cs">');
    expect((await ask('/', { host: 'x' }, 'GET', czech.url)).body).toContain('neodpovídá');
  } finally {
    await czech.close();
  }
});

test('a port that is taken, and an address that is none, are said', async () => {
  const { port } = new URL(dashboard.url);
  await expect(start({ port: Number(port) })).rejects.toThrow(/cannot listen.*EADDRINUSE/);
  await expect(start({ prometheus: 'http://me:secret@[' })).rejects.toThrow(
    /^not a valid URL of a Prometheus: http:\/\/\[$/,
  );
});
