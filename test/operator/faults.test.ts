import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Asked, Fault } from './fault-proxy.ts';
import { vector } from './prometheus-server.ts';
import { NAMESPACE, SCALERS, stage } from './stage.ts';
import type { Running, Stage } from './stage.ts';

/** However long a fault lasts: this long after it is gone, the operator must have done what is right. */
const AGAIN_MS = 5000;

let world: Stage;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.createScaler('kad', { cooldownSeconds: 3600 });
  world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
});
afterEach(() => world.close());

const soon = <T>(check: () => T, timeout = 8000): Promise<T> => vi.waitFor(check, { timeout, interval: 20 });
const breach = (): void => void world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
const looks = (running: Running, more: number): Promise<void> => {
  const from = running.looks.length;
  return soon(() => expect(running.looks.length).toBeGreaterThanOrEqual(from + more), 15_000);
};
const settled = async (options = {}): Promise<Running> => {
  const running = world.run(options);
  await soon(() => expect(world.status().conditions).toBeDefined());
  return running;
};
/** Exactly one step was made, no second one follows, and the operator still runs. */
async function oneStep(running: Running): Promise<void> {
  await soon(() => expect(world.replicas()).toBe(2), AGAIN_MS);
  await looks(running, 15);
  expect(world.replicas()).toBe(2);
  expect(await Promise.race([running.ended, 'running'])).toBe('running');
}

const isScale = ({ method, path }: Asked): boolean => method === 'PUT' && path.includes('/scale');
const isStatus = ({ method, path }: Asked): boolean => method === 'PATCH' && path.includes('/status');

/** The fault for the next so many requests that match. */
function next(times: number, matches: (asked: Asked) => boolean, fault: Fault): { left: () => number } {
  let left = times;
  world.proxy.fault = (asked) => (left > 0 && matches(asked) && left-- > 0 ? fault : undefined);
  return { left: () => left };
}

describe('the API server', () => {
  test.each<[string, Fault]>([
    ['409', { status: 409, reason: 'Conflict' }],
    ['429', { status: 429, reason: 'TooManyRequests', headers: { 'retry-after': '1' } }],
    ['500', { status: 500, reason: 'InternalError' }],
    ['401', { status: 401, reason: 'Unauthorized' }],
    ['a reset', 'reset'],
    ['an answer that is lost though the step was made', 'lost answer'],
    ['a slow answer', { delayMs: 1500 }],
  ])('%s to the step', async (_what, fault) => {
    const running = await settled();
    const { left } = next(fault === 'lost answer' ? 1 : 2, isScale, fault);
    breach();
    await soon(() => expect(left()).toBeLessThanOrEqual(1));
    await oneStep(running);
  });

  test('a real conflict: somebody was faster', async () => {
    const running = await settled();
    world.proxy.fault = (asked) => {
      if (!isScale(asked)) return undefined;
      world.proxy.fault = () => undefined;
      world.scaleByHand(4);
      return undefined;
    };
    breach();
    await soon(() => expect(world.replicas()).toBe(4));
    await looks(running, 15);
    expect(world.replicas()).toBe(4);
    expect(world.events('ScaledUp')).toEqual([]);
  });

  test.each<[string, Fault]>([
    ['410', { status: 410, reason: 'Expired' }],
    ['429', { status: 429, reason: 'TooManyRequests', headers: { 'retry-after': '1' } }],
    ['500', { status: 500, reason: 'InternalError' }],
    ['401', { status: 401, reason: 'Unauthorized' }],
    ['a reset', 'reset'],
  ])('%s to every watch and list for a while', async (_what, fault) => {
    const running = await settled();
    const { left } = next(9, ({ method }) => method === 'GET', fault);
    world.proxy.cut();
    await soon(() => expect(left()).toBeLessThanOrEqual(4), 20_000);
    world.scaleByHand(3);
    world.proxy.fault = () => undefined;
    await soon(() => expect(running.looks.at(-1)!.seen.replicas).toBe(3), AGAIN_MS);
  });

  test('a watch that says 410 in the middle', async () => {
    const running = await settled();
    // The history is forgotten while the operator is cut off: its version is too old when it returns.
    await world.proxy.down();
    world.scaleByHand(3);
    await world.proxy.up();
    await soon(() => expect(running.looks.at(-1)!.seen.replicas).toBe(3), AGAIN_MS);
  });

  test('watches that fall silent are found out and replaced', async () => {
    const running = await settled();
    world.proxy.watchesSilent = true;
    world.scaleByHand(3);
    await looks(running, 5);
    expect(running.looks.at(-1)!.seen.replicas).toBe(1);
    world.proxy.watchesSilent = false;
    await soon(() => expect(running.looks.at(-1)!.seen.replicas).toBe(3), AGAIN_MS);
  });

  test('a silent watch and a breach: the step upon an old view is refused, and the view renewed', async () => {
    const running = await settled();
    world.proxy.watchesSilent = true;
    world.scaleByHand(4);
    world.proxy.watchesSilent = false;
    breach();
    await soon(() => expect(running.looks.at(-1)!.seen.replicas).toBe(4), AGAIN_MS);
    await looks(running, 10);
    expect(world.replicas()).toBe(4);
  });

  test('gone for a while: no step, no exit, and right again', async () => {
    const running = await settled();
    await world.proxy.down();
    breach();
    await looks(running, 3);
    expect(world.replicas()).toBe(1);
    await world.proxy.up();
    await oneStep(running);
  });

  test('not there yet when the operator starts', async () => {
    await world.proxy.down();
    const running = world.run();
    await soon(() => expect(running.warnings.length).toBeGreaterThan(2));
    breach();
    await world.proxy.up();
    await oneStep(running);
  });

  test('the status cannot be written: no second step, and written in the end', async () => {
    const running = await settled();
    const { left } = next(3, isStatus, { status: 500 });
    breach();
    await soon(() => expect(left()).toBe(0));
    await oneStep(running);
    await soon(() => expect(world.status().desiredReplicas).toBe(2), AGAIN_MS);
    expect(world.events('ScaledUp')).toHaveLength(1);
  });

  test('Events cannot be written: that stops nothing', async () => {
    const running = await settled();
    world.proxy.fault = ({ path, method }) =>
      method === 'POST' && path.includes('/events') ? { status: 403 } : undefined;
    breach();
    await oneStep(running);
    await soon(() => expect(world.status().desiredReplicas).toBe(2));
  });
});

describe('Prometheus', () => {
  const hold = async (running: Running, cause: string): Promise<void> => {
    await soon(() => expect(running.looks.at(-1)!.seen.signal).toMatchObject({ state: 'unknown', cause }));
    await looks(running, 3);
    expect(world.replicas()).toBe(1);
    await soon(() =>
      expect(world.status().conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'False' }),
      ),
    );
  };

  test.each<[string, string, (stage: Stage) => void | Promise<void>]>([
    ['down', 'PrometheusUnreachable', (stage) => stage.prometheus.close()],
    ['slow', 'PrometheusUnreachable', (stage) => stage.prometheus.answer(() => {})],
    [
      '503',
      'PrometheusUnreachable',
      (stage) => stage.prometheus.answer((_, response) => response.writeHead(503).end('no')),
    ],
    [
      'not JSON',
      'PrometheusUnreachable',
      (stage) => stage.prometheus.answer((_, response) => response.end('<html>')),
    ],
    [
      'an error',
      'PrometheusUnreachable',
      (stage) => stage.prometheus.answer((_, response) => response.end('{"status":"error","error":"x"}')),
    ],
    [
      'cut off in the middle',
      'PrometheusUnreachable',
      (stage) =>
        stage.prometheus.answer((_, response) => void response.write('{"status"', () => response.destroy())),
    ],
    ['without series', 'NoSeries', (stage) => void stage.latency.clear()],
    ['NaN', 'NotANumber', (stage) => void stage.latency.set('kad', { rate: NaN, share: 0 })],
    ['infinite', 'NotANumber', (stage) => void stage.latency.set('kad', { rate: Infinity, share: 0 })],
  ])('%s: hands off, and right again afterwards', async (what, cause, spoil) => {
    const running = await settled({ prometheusTimeoutMs: 500 });
    await spoil(world);
    await hold(running, cause);
    world.prometheus.samples(world.samples);
    if (what === 'down') await world.prometheus.listen();
    breach();
    await oneStep(running);
  });

  test('fewer pods scraped than ready: hands off', async () => {
    world.createDeployment('pair', { replicas: 2 });
    world.createScaler('pair', { scaleTargetRef: { name: 'pair' } });
    world.latency.set('pair', { rate: 40, share: 0, mean: 1 });
    world.unscraped(1);
    const running = world.run();
    const pair = () => running.looks.findLast(({ name }) => name === 'pair')!;
    await soon(() => expect(pair().seen.signal).toMatchObject({ state: 'unknown', cause: 'PartialScrape' }));
    await looks(running, 10);
    expect(world.replicas('pair')).toBe(2);
    world.unscraped(0);
    await soon(() => expect(world.replicas('pair')).toBe(3), AGAIN_MS);
  });

  test('an own query that is wrong spoils only its own scaler', async () => {
    world.createDeployment('other');
    world.createScaler('other', { scaleTargetRef: { name: 'other' }, query: 'nonsense()' });
    world.prometheus.answer((_, response) => {
      const refused = world.prometheus.queries.at(-1)!.includes('nonsense');
      response
        .writeHead(refused ? 400 : 200)
        .end(
          refused
            ? '{"status":"error","error":"unknown function nonsense"}'
            : JSON.stringify(vector(world.samples())),
        );
    });
    breach();
    const running = world.run();
    await oneStep(running);
    await soon(() =>
      expect(world.status('other').conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', message: expect.stringContaining('unknown function') }),
      ),
    );
    const from = world.prometheus.queries.length;
    await looks(running, 10);
    expect(world.prometheus.queries.slice(from).filter((query) => query.includes('nonsense'))).toEqual([]);
  });
});

describe('what happens to the objects', () => {
  test('the Deployment is deleted and made anew: no past', async () => {
    const running = await settled();
    breach();
    await soon(() => expect(world.replicas()).toBe(2));
    world.server.cluster.delete('deployments.apps', NAMESPACE, 'kad');
    await soon(() => expect(world.status().reason).toBe('TargetNotFound'));
    world.createDeployment();
    await soon(() => expect(world.replicas()).toBe(2));
    await looks(running, 10);
    expect(world.replicas()).toBe(2);
  });

  test('the scaler is deleted while its step is on the way', async () => {
    const running = await settled();
    world.proxy.fault = (asked) => {
      if (!isScale(asked)) return undefined;
      world.server.cluster.delete(SCALERS, NAMESPACE, 'kad');
      return { delayMs: 300 };
    };
    breach();
    await soon(() => expect(world.replicas()).toBe(2));
    world.proxy.fault = () => undefined;
    const count = running.looks.length;
    await soon(() => expect(world.prometheus.queries.length).toBeGreaterThan(0));
    world.createScaler('kad', { cooldownSeconds: 0 });
    await soon(() => expect(running.looks.length).toBeGreaterThan(count));
    await soon(() => expect(world.replicas()).toBe(3));
  });

  test('a label is renamed: no longer ours', async () => {
    let ticks = 0;
    let lastLook = 0;
    world.run({
      onTick: () => void ticks++,
      onLook: () => void (lastLook = ticks),
      selector: 'app=kad',
      prometheus: world.prometheus.url,
      spec: { thresholdMilliseconds: 500, windowSeconds: 2, cooldownSeconds: 0 },
    });
    await soon(() => expect(lastLook).toBeGreaterThan(1));
    const object = structuredClone(world.deployment());
    object.metadata.labels = { app: 'renamed' };
    world.server.cluster.update('deployments.apps', object);
    await soon(() => expect(ticks - lastLook).toBeGreaterThan(5));
    breach();
    const from = ticks;
    await soon(() => expect(ticks).toBeGreaterThan(from + 5));
    expect(world.replicas()).toBe(1);
  });
});
