/** Whatever Prometheus, or what is there in its place, may answer: to the query of a tick, and to a user's own. */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnknownCause } from '../../../src/operator/decision/observation.ts';
import { MAX_BODY } from '../../../src/kubernetes/http.ts';
import { Prometheus } from '../../../src/operator/signal/prometheus.ts';
import { LatencySource } from '../../../src/operator/signal/source.ts';
import { isCounters, scriptedPrometheus, vector } from '../prometheus-server.ts';
import type { Query, Samples, ScriptedPrometheus } from '../prometheus-server.ts';
import { podView, targetOf } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

let server: ScriptedPrometheus;
let source: LatencySource;
beforeEach(async () => {
  server = await scriptedPrometheus();
  source = open(server.url);
});
afterEach(async () => {
  source.close();
  await server.close();
});

const pods = [podView('kad-1-a')];
const open = (url: string, timeoutMs = 20_000): LatencySource =>
  new LatencySource({
    open: () => new Prometheus({ address: { url }, timeoutMs }),
    podsOf: () => pods,
    once: true,
  });

const spec = { thresholdMilliseconds: 500, windowSeconds: 10 };
const counted = targetOf('kad', spec);
const own = targetOf('own', { ...spec, query: 'share' });

const labels = { namespace: 'pycont', pod: 'kad-1-a', job: 'pods', instance: '10.0.0.1:5000' };
type Value = string | number | null;
interface Parts {
  fast?: Value;
  all?: Value;
  sum?: Value;
  time?: Value;
}

/** Two requests a second, all fast, but for what is given. */
function rows({ time: evaluated = Date.now() / 1000 }: Query, parts: Parts): unknown[] {
  const served = Math.floor(2 * (evaluated % 100_000));
  const { fast = served, all = served, sum = served / 10, time = evaluated } = parts;
  const row = (more: object, value: Value) => ({
    metric: { ...labels, ...more },
    value: [evaluated, typeof value === 'number' ? String(value) : value],
  });
  return [row({ signal: 'time' }, time), row({}, sum), row({ le: '0.5' }, fast), row({ le: '+Inf' }, all)];
}

const ok = (response: ServerResponse, result: unknown, resultType = 'vector'): unknown =>
  response.end(JSON.stringify({ status: 'success', data: { resultType, result } }));

/** Counters that are well but for these parts. */
const counters = (parts: Parts): void =>
  server.answer((_, response, query) => ok(response, isCounters(query) ? rows(query, parts) : []));

async function signals() {
  await source.refresh([counted, own]);
  return [source.of(counted), source.of(own)];
}

test('that is what it is like when all is well', async () => {
  server.answer((_, response, query) =>
    ok(
      response,
      isCounters(query)
        ? rows(query, {})
        : rows(query, {})
            .slice(0, 1)
            .map(() => ({ metric: {}, value: [1, '0.25'] })),
    ),
  );
  expect(await signals()).toEqual([
    expect.objectContaining({ state: 'counted', pods: 1, known: 1, seconds: expect.closeTo(10, 0) }),
    { state: 'share', share: 0.25, idle: false },
  ]);
});

type Answer = (response: ServerResponse, query: Query) => unknown;
const says =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

const refuses = 'PrometheusRefuses';
const unreachable = 'PrometheusUnreachable';

describe('to both', () => {
  test.each<[string, Answer, UnknownCause, RegExp, UnknownCause?]>([
    ['an empty vector', (r) => ok(r, []), 'NoSeries', /scrapes nothing at all/],
    ['null in place of a vector', (r) => ok(r, null), 'NoSeries', /scrapes nothing at all/],
    ['an error', says(200, '{"status":"error","error":"boom"}'), refuses, /boom/],
    [
      'a refused expression',
      says(400, '{"status":"error","error":"parse error"}'),
      refuses,
      /400: parse error/,
      'InvalidQuery',
    ],
    [
      'a failed evaluation',
      says(422, '{"status":"error","error":"many-to-many"}'),
      refuses,
      /422: many-to-many/,
      'InvalidQuery',
    ],
    ['not JSON', says(200, 'pong'), refuses, /is not JSON/],
    ['half of an answer', says(200, '{"status":"succ'), refuses, /is not JSON/],
    ['a web page', says(200, '<!doctype html><title>Log in</title>'), refuses, /a web page.*a login/],
    ['another JSON', says(200, '{}'), refuses, /not from Prometheus/],
    ['nothing', says(200, 'null'), refuses, /not from Prometheus/],
    ['no data', says(200, '{"status":"success","data":null}'), refuses, /a nothing, not a vector/],
    ['a matrix', (r) => ok(r, [], 'matrix'), refuses, /a matrix, not a vector/],
    ['a text in place of a list', (r) => ok(r, 'x'), refuses, /no list of series/],
    ['series without labels', (r) => ok(r, [{ value: [1, '1'] }]), refuses, /without labels/],
    ['null among the series', (r) => ok(r, [null]), refuses, /without labels/],
    ['401', says(401, 'who?'), refuses, /requires a login \(401\)/],
    ['403', says(403, ''), refuses, /does not allow the query \(403\)/],
    ['404', says(404, ''), refuses, /no \/api\/v1\/query \(404\).*address of a Prometheus/],
    ['429', says(429, '', { 'retry-after': '7' }), refuses, /too many requests \(429\); again in 7 s/],
    [
      'a redirect',
      says(302, '', { location: 'https://sso/' }),
      refuses,
      /redirects \(302\) to https:\/\/sso\//,
    ],
    ['500', says(500, '{"status":"error","error":"disk"}'), unreachable, /answers 500: disk/],
    ['502', says(502, '<html>'), unreachable, /answers 502: Bad Gateway/],
    ['503', says(503, ''), unreachable, /answers 503: Service Unavailable/],
    ['an odd status', says(418, ''), refuses, /418/],
    [
      'an answer that is cut off',
      (r) => r.write('{"status"', () => r.destroy()),
      unreachable,
      /connection was reset/,
    ],
    [
      'control sequences',
      says(400, JSON.stringify({ error: 'a\u001b]52;c;ZXZpbA==\u0007b\u009b31m\r\nc' })),
      refuses,
      /400: ab c$/,
      'InvalidQuery',
    ],
  ])('%s', async (_what, answer, cause, detail, causeOfOwn = cause) => {
    server.answer((_, response, query) => answer(response, query));
    const [signal, signalOfOwn] = await signals();
    expect(inEnglish(signal)).toMatchObject({
      state: 'unknown',
      cause,
      detail: expect.stringMatching(detail),
    });
    expect(signalOfOwn).toMatchObject({ state: 'unknown', cause: causeOfOwn });
    // The query of the user's own is not diagnosed.
    if (cause !== 'NoSeries')
      expect(inEnglish(signalOfOwn)).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(JSON.stringify([signal, signalOfOwn])).not.toMatch(
      /TypeError|undefined|Cannot read|not iterable|\\u00/,
    );
  });

  test.each<[string, Answer]>([
    ['silence', () => {}],
    ['an answer that does not end', (r) => r.write('{"status"')],
  ])('%s', async (_what, answer) => {
    source = open(server.url, 300);
    server.answer((_, response, query) => answer(response, query));
    for (const signal of await signals())
      expect(inEnglish(signal)).toMatchObject({
        cause: unreachable,
        detail: expect.stringContaining('no answer within 0.3 s'),
      });
  });

  test('more than fits into the memory of a pod', async () => {
    const piece = Buffer.alloc(2 ** 20, '1');
    const huge = createServer((_, response) => {
      response.write('{"status":"success","data":"');
      const more = (): void => {
        while (response.write(piece));
      };
      response.on('drain', more);
      more();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => huge.once('listening', resolve));
    const { port } = huge.address() as { port: number };
    source = open(`http://127.0.0.1:${port}`);
    const megabytes = MAX_BODY / 2 ** 20;
    for (const signal of await signals())
      expect(inEnglish(signal)).toMatchObject({
        cause: refuses,
        detail: expect.stringContaining(`longer than ${megabytes} MB`),
      });
    huge.close();
    huge.closeAllConnections();
  });

  test('nobody listens', async () => {
    await server.close();
    for (const signal of await signals())
      expect(inEnglish(signal)).toMatchObject({
        cause: unreachable,
        detail: `${server.url}: nothing listens there (ECONNREFUSED)`,
      });
    await server.listen();
  });

  test('a password in the address is not shown', async () => {
    server.answer((_, response) => response.writeHead(401).end());
    source = open(server.url.replace('//', '//me:hunter2@'));
    for (const signal of await signals())
      expect(inEnglish(signal)).toMatchObject({
        detail: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+: it requires a login/),
      });
  });
});

describe('to the query of a tick', () => {
  test.each<[string, Parts, UnknownCause, RegExp]>([
    ['null', { fast: null }, 'NotANumber', /^pod pycont\/kad-1-a: request_latency_bucket is not a number/],
    ['null for all requests', { all: null }, 'NotANumber', /request_latency_bucket/],
    ['NaN', { all: 'NaN' }, 'NotANumber', /request_latency_bucket/],
    ['+Inf', { all: '+Inf' }, 'NotANumber', /request_latency_bucket/],
    ['-Inf', { fast: '-Inf' }, 'NotANumber', /request_latency_bucket/],
    ['a negative number', { fast: '-1' }, 'NotANumber', /request_latency_bucket/],
    ['text', { fast: 'many' }, 'NotANumber', /request_latency_bucket/],
    ['an empty text', { fast: '' }, 'NotANumber', /request_latency_bucket/],
    ['NaN seconds', { sum: 'NaN' }, 'NotANumber', /request_latency_sum/],
    ['null seconds', { sum: null }, 'NotANumber', /request_latency_sum/],
    ['no time', { time: null }, 'NotANumber', /time of the last scrape/],
  ])('%s', async (_what, parts, cause, detail) => {
    counters(parts);
    const [signal] = await signals();
    expect(inEnglish(signal)).toMatchObject({
      state: 'unknown',
      cause,
      detail: expect.stringMatching(detail),
    });
  });

  const spoilt = async (spoil: (all: any[]) => unknown[]) => {
    server.answer((_, response, query) => ok(response, isCounters(query) ? spoil(rows(query, {})) : []));
    return (await signals())[0];
  };

  test.each<[string, (all: any[]) => unknown[], UnknownCause, RegExp]>([
    [
      'a number that is not a text',
      (all) => all.map((row) => ({ ...row, value: [row.value[0], 7] })),
      'NotANumber',
      /not a number/,
    ],
    [
      'no value',
      (all) => all.map(({ metric, value }) => (metric.le ? { metric } : { metric, value })),
      'NotANumber',
      /not a number/,
    ],
    [
      'a native histogram',
      (all) => all.map(({ metric, value }) => (metric.le ? { metric, histogram: value } : { metric, value })),
      'NotANumber',
      /not a number/,
    ],
    [
      'no bucket +Inf',
      (all) => all.filter(({ metric }) => metric.le !== '+Inf'),
      'NotANumber',
      /no bucket \+Inf/,
    ],
    [
      'no buckets',
      (all) => all.filter(({ metric }) => !metric.le),
      'NotANumber',
      /no series of request_latency_bucket/,
    ],
    [
      'no sum',
      (all) => all.filter(({ metric }) => metric.le || metric.signal),
      'NotANumber',
      /no series of request_latency_sum/,
    ],
    [
      'a bound that is not a number',
      (all) =>
        all.map((row) => ({
          ...row,
          metric: { ...row.metric, ...(row.metric.le === '0.5' ? { le: 'x' } : {}) },
        })),
      'NotANumber',
      /a bound/,
    ],
    [
      'the same series twice',
      (all) => [...all, all.at(-1)],
      'ManySeries',
      /several series of request_latency_bucket/,
    ],
    ['the same sum twice', (all) => [...all, all[1]], 'ManySeries', /several series of request_latency_sum/],
    [
      'values without a time',
      (all) => all.map((row) => ({ ...row, value: [null, row.value[1]] })),
      refuses,
      /without a time/,
    ],
    [
      'only series of others',
      (all) => all.map((row) => ({ ...row, metric: { ...row.metric, pod: 'x' } })),
      'NoSeries',
      /scrapes nothing at all/,
    ],
  ])('%s', async (_what, spoil, cause, detail) => {
    expect(inEnglish(await spoilt(spoil))).toMatchObject({
      state: 'unknown',
      cause,
      detail: expect.stringMatching(detail),
    });
  });

  test('what is wrong with one pod is not wrong with another target', async () => {
    server.answer((_, response, query) =>
      ok(
        response,
        isCounters(query)
          ? [
              ...rows(query, {}),
              ...rows(query, { all: null }).map((row: any) => ({
                ...row,
                metric: { ...row.metric, pod: 'other-1-a' },
              })),
            ]
          : [],
      ),
    );
    const other = targetOf('other', spec);
    const both = [podView('other-1-a')];
    source = new LatencySource({
      open: () => new Prometheus({ address: { url: server.url } }),
      podsOf: (deployment) => (deployment === 'pycont/other' ? both : pods),
    });
    await source.refresh([counted, other]);
    expect(source.of(counted)).toMatchObject({ state: 'counted' });
    expect(source.of(other)).toMatchObject({ state: 'unknown', cause: 'NotANumber' });
  });

  test('very many series of others do not count', async () => {
    const others = (query: Query): Samples =>
      Array.from({ length: 5000 }, (_, i) => [{ ...labels, pod: `other-${i}`, le: '+Inf' }, query.time ?? 1]);
    server.answer((_, response, query) => {
      const all = [...rows(query, {}), ...(vector(others(query)) as any).data.result];
      return ok(response, isCounters(query) ? all : []);
    });
    expect((await signals())[0]).toMatchObject({ state: 'counted', known: 1 });
  });
});

describe('to an own query', () => {
  const value =
    (text: unknown): Answer =>
    (response) =>
      ok(response, [{ metric: {}, value: [1, text] }]);

  test.each<[string, Answer, UnknownCause, RegExp]>([
    ['an empty vector', (r) => ok(r, []), 'NoSeries', /finds nothing/],
    ['null in place of a vector', (r) => ok(r, null), 'NoSeries', /finds nothing/],
    ['null', value(null), 'NotANumber', /not a number/],
    ['a number that is not a text', value(0.5), 'NotANumber', /not a number/],
    ['text', value('high'), 'NotANumber', /not a number/],
    ['+Inf', value('+Inf'), 'NotANumber', /gives Infinity/],
    ['-Inf', value('-Inf'), 'NotANumber', /gives -Infinity/],
    ['more than all', value('1.2'), 'NotANumber', /gives 1.2, which is not a valid share/],
    ['less than nothing', value('-0.1'), 'NotANumber', /gives -0.1/],
    [
      'several series',
      (r) =>
        ok(r, [
          { metric: { pod: 'a' }, value: [1, '1'] },
          { metric: { pod: 'b' }, value: [1, '1'] },
        ]),
      'ManySeries',
      /2 series instead of one/,
    ],
  ])('%s', async (_what, answer, cause, detail) => {
    server.answer((_, response, query) => answer(response, query));
    expect(inEnglish((await signals())[1])).toMatchObject({
      state: 'unknown',
      cause,
      detail: expect.stringMatching(detail),
    });
  });

  test.each<[string, Answer, object]>([
    ['NaN, which is no traffic', value('NaN'), { share: 1, idle: true }],
    ['0, which is a share', value('0'), { share: 0, idle: false }],
    ['1', value('1'), { share: 1, idle: false }],
    ['a scalar', (r) => ok(r, [1, '0.5'], 'scalar'), { share: 0.5, idle: false }],
  ])('%s', async (_what, answer, share) => {
    server.answer((_, response, query) => answer(response, query));
    expect((await signals())[1]).toEqual({ state: 'share', ...share });
  });
});
