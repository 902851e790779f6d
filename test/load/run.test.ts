/** Runs against servers whose behaviour is known. Figures are judged by counts, and by latencies the server fixes. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runLoad } from '../../src/load/index.ts';
import type { LoadOptions, LoadSecond } from '../../src/load/index.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener, connected = () => {}): Promise<URL> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener).listen(0, '127.0.0.1');
  servers.push(server);
  server.on('connection', connected);
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}
function options(url: URL, more: Partial<LoadOptions> = {}): LoadOptions {
  return {
    url,
    model: { kind: 'closed', connections: 5 },
    duration: 400,
    keepAlive: false,
    timeout: 5000,
    within: 500,
    ...more,
  };
}
/** A run that is stopped once the server has seen so many requests. */
async function until(count: number, listener: RequestListener, more: Partial<LoadOptions> = {}) {
  const stop = new AbortController();
  let seen = 0;
  let connections = 0;
  const answer: RequestListener = (request, response) => {
    if (++seen === count) stop.abort();
    listener(request, response);
  };
  const url = await serve(answer, () => connections++);
  const { duration: _, ...endless } = options(url, more);
  const summary = await runLoad(endless, { signal: stop.signal });
  return { summary, seen, connections };
}

describe('closed model', () => {
  test('as many at once as there are users, and every request is accounted for', async () => {
    let now = 0;
    let most = 0;
    let seen = 0;
    const url = await serve((_request, response) => {
      seen++;
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.end('x');
      }, 20);
    });
    const summary = await runLoad(options(url));
    expect(most).toBe(5);
    expect(summary).toMatchObject({
      requests: seen,
      errors: {},
      dropped: 0,
      unfinished: 0,
      shareWithin: 1,
      interrupted: false,
    });
  });

  test('a connection for each request, unless they are kept', async () => {
    const each = await until(50, (_request, response) => response.end());
    expect(each.connections).toBeGreaterThanOrEqual(each.seen);
    const kept = await until(50, (_request, response) => response.end(), { keepAlive: true });
    expect(kept.connections).toBe(5);
  });

  test('an interrupted run gives up what is in flight, and calls it no error', async () => {
    const { summary } = await until(5, () => {});
    expect(summary).toMatchObject({
      requests: 0,
      errors: {},
      unfinished: 5,
      interrupted: true,
      p50: undefined,
      shareWithin: undefined,
    });
  });
});

describe('open model: latency counts from when a request was due', () => {
  test('a server that takes 505 ms is never within 500', async () => {
    const url = await serve((_request, response) => setTimeout(() => response.end(), 505));
    const began = performance.now();
    const summary = await runLoad(
      options(url, { model: { kind: 'open', rate: 100, maxInFlight: 1000 }, duration: 1000 }),
    );
    expect(summary.shareWithin).toBe(0);
    expect(summary.errors).toEqual({});
    expect(summary.p50).toBeGreaterThanOrEqual(500);
    expect(summary.p50).toBeLessThan(performance.now() - began);
    // One per 10 ms for a second; how late the timer of the end is decides on the last one.
    expect(summary.requests).toBeGreaterThanOrEqual(95);
  });

  test('a stall of the server is in the figures of all who would have come meanwhile', async () => {
    let stalled: (() => void)[] | undefined = [];
    const url = await serve((_request, response) => {
      if (stalled) stalled.push(() => response.end());
      else response.end();
      if (stalled?.length === 1)
        setTimeout(() => {
          const waiting = stalled ?? [];
          stalled = undefined;
          for (const answer of waiting) answer();
        }, 400);
    });
    const model = { kind: 'open', rate: 100, maxInFlight: 1000 } as const;
    const summary = await runLoad(options(url, { model, duration: 800, within: 100 }));
    // 400 ms without an answer at 100 a second: about 30 of 80 waited longer than 100 ms. A closed model would see one.
    expect((1 - (summary.shareWithin ?? 1)) * summary.requests).toBeGreaterThan(20);
  });

  test('what is too much at once is not sent, but counted', async () => {
    const { summary, seen } = await (async () => {
      let seen = 0;
      const url = await serve((_request, response) => {
        seen++;
        setTimeout(() => response.end(), 300);
      });
      const model = { kind: 'open', rate: 200, maxInFlight: 3 } as const;
      return { summary: await runLoad(options(url, { model, duration: 500 })), seen };
    })();
    expect(summary.requests).toBe(seen);
    expect(summary.dropped).toBeGreaterThan(50);
    expect(summary.dropped + summary.requests).toBeLessThanOrEqual(110);
  });
});

describe('errors by kind; none of them is within', () => {
  test('refused', async () => {
    const url = await serve(() => {});
    servers[0]?.close();
    await once(servers.splice(0)[0] as Server, 'close');
    const summary = await runLoad(options(url));
    expect(Object.keys(summary.errors)).toEqual(['refused']);
    expect(summary).toMatchObject({ errors: { refused: summary.requests }, shareWithin: 0, p50: undefined });
    expect(summary.messages.refused).toContain('ECONNREFUSED');
    // Each of five users waits a moment before the next try.
    expect(summary.requests).toBeLessThan(40);
  });

  test('reset', async () => {
    const { summary } = await until(20, (request) => request.socket.resetAndDestroy());
    expect(Object.keys(summary.errors)).toEqual(['reset']);
  });

  test('cut off in the middle of the answer', async () => {
    const { summary } = await until(20, (request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy());
    });
    expect(Object.keys(summary.errors)).toEqual(['reset']);
  });

  test('timeout', async () => {
    const url = await serve(() => {});
    const summary = await runLoad(options(url, { timeout: 100, duration: 50 }));
    expect(summary).toMatchObject({ requests: 5, errors: { timeout: 5 }, unfinished: 0 });
  });

  test('status', async () => {
    let count = 0;
    const { summary } = await until(40, (_request, response) =>
      response.writeHead([200, 503, 404, 302][count++ % 4] as number).end(),
    );
    expect(Object.keys(summary.errors).sort()).toEqual(['status 404', 'status 503']);
    expect(summary.shareWithin).toBeLessThan(0.7);
    expect(summary.shareWithin).toBeGreaterThan(0.3);
  });
});

test('once a second it tells about that second', async () => {
  const url = await serve((_request, response) => setTimeout(() => response.end(), 10));
  const stop = new AbortController();
  const seconds: LoadSecond[] = [];
  const { duration: _, ...endless } = options(url);
  const summary = await runLoad(endless, {
    signal: stop.signal,
    onSecond: (second) => {
      if (seconds.push(second) === 2) stop.abort();
    },
  });
  const told = seconds.reduce((sum, { requests }) => sum + requests, 0);
  expect(told).toBe(summary.requests);
  expect(seconds.every(({ requests, inFlight }) => requests > 0 && inFlight > 0)).toBe(true);
});
