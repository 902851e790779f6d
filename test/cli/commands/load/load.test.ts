/** `pycont load` as a process. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../../embedded/prometheus/prometheus-process.ts';
import { pycont, start } from '../../pycont.ts';

const env = { PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'dumb' };

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a line a second, a summary, and the paths of the app', async () => {
  const seen = new Set<string>();
  const url = await serve((request, response) => {
    seen.add(request.url ?? '');
    setTimeout(() => response.end(), 5);
  });
  const { code, stdout, stderr } = await pycont(
    ['load', '--slow', '--duration', '1200ms', '--connections', '3'],
    { ...env, APP_URL: url },
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^3 users send requests to http:\S+\/slow for 1\.2 s\n +1 s +\d+ req\/s +p50 .* 3 open\nrequests +\d+ in .*\nlatency .*\n +measured by this client, .*\nshare +\d+ % within 500 ms\nerrors +0\n$/,
  );
  expect([...seen]).toEqual(['/slow']);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with the summary, and with 0', async (signal) => {
  let seen = 0;
  const url = await serve((_request, response) => {
    seen++;
    response.end();
  });
  const running = start(['load', url], env);
  await until(() => seen > 50);
  running.child.kill(signal);
  const { code, stdout } = await running.done;
  expect(code).toBe(0);
  expect(stdout).toContain('latency    p50');
});

test('--json: a line a second, the summary as the last one', async () => {
  const url = await serve((_request, response) => response.writeHead(503).end());
  const { code, stdout, stderr } = await pycont(
    ['load', url, '--rate', '50', '--duration', '300ms', '--json'],
    env,
  );
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { requests: number; errors: object });
  expect(lines.at(-1)).toMatchObject({
    errors: { 'status 503': lines.at(-1)?.requests },
    shareWithin: 0,
    interrupted: false,
  });
  // Nobody had an answer: for a script that is a failure.
  expect([code, stderr]).toEqual([1, expect.stringContaining('was answered: HTTP 503')]);
});

test.each([
  [[], 'No URL', 'pycont stage env'],
  [['http://example.com'], 'is not this machine', '--yes'],
  [['http://127.0.0.1', '--slow', '--heavy'], 'cannot be combined', 'Give only one'],
  [['http://127.0.0.1', '--duration', '20 s'], "--duration: '20 s' is not a valid duration", '1m30s'],
  [['http://127.0.0.1', '--timeout', '0'], "--timeout: '0' is shorter than 1ms", '1ms or more'],
  [['http://127.0.0.1', '--timeout', '9999h'], "--timeout: '9999h' is longer than 596h", '596h or less'],
  [['http://127.0.0.1', '--connections', '0'], '0 is not a valid whole number from 1 to 10000', '--help'],
  [['http://127.0.0.1', '--rate', 'fast'], 'fast is not a valid rate', '--help'],
])('load %j is refused', async (args, problem, remedy) => {
  const { code, stdout, stderr } = await pycont(['load', ...args], env);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(problem);
  expect(stderr.split('\n→ ')[1]).toContain(remedy);
});
