import { describe, expect } from 'vitest';
import { isCounters, vector } from '../prometheus-server.ts';
import type { Samples } from '../prometheus-server.ts';
import type { Running, World } from '../world.ts';
import { AGAIN_MS, breach, evaluations, oneStep, settled, soon } from './steps.ts';
import type { FaultTest } from './steps.ts';

const says =
  (status: number, body: string) =>
  ({ prometheus }: World): void =>
    prometheus.answer((_, response) => response.writeHead(status).end(body));

/** Nothing is scaled, and the condition tells why. */
async function handsOff(world: World, running: Running, cause: string): Promise<void> {
  await soon(() =>
    expect(running.evaluations.at(-1)!.seen.signal).toMatchObject({ state: 'unknown', cause }),
  );
  await evaluations(running, 3);
  expect(await world.replicas()).toBe(1);
  await soon(async () =>
    expect((await world.status()).conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'False', message: expect.stringContaining(cause) }),
    ),
  );
}

export function prometheusFaults(test: FaultTest): void {
  describe('Prometheus', () => {
    test.for<[string, string, (world: World) => unknown]>([
      ['down', 'PrometheusUnreachable', ({ prometheus }) => prometheus.close()],
      ['slow', 'PrometheusUnreachable', ({ prometheus }) => prometheus.answer(() => {})],
      ['503', 'PrometheusUnreachable', says(503, 'no')],
      ['not JSON', 'PrometheusRefuses', says(200, '<html>')],
      ['an error', 'PrometheusRefuses', says(200, '{"status":"error","error":"x"}')],
      ['a scalar', 'PrometheusRefuses', says(200, '{"status":"success","data":{"resultType":"scalar"}}')],
      [
        'cut off in the middle',
        'PrometheusUnreachable',
        ({ prometheus }) =>
          prometheus.answer((_, response) => response.write('{"status"', () => response.destroy())),
      ],
      ['without series', 'NoSeries', ({ latency }) => latency.clear()],
      ['NaN', 'NotANumber', ({ latency }) => latency.set('kad', { rate: NaN, share: 0 })],
      ['infinite', 'NotANumber', ({ latency }) => latency.set('kad', { rate: Infinity, share: 0 })],
    ])('%s: hands off, and right again afterwards', async ([what, cause, spoil], { world }) => {
      const running = await settled(world, { prometheusTimeoutMs: 500 });
      await spoil(world);
      await handsOff(world, running, cause);
      breach(world);
      world.prometheus.samples(world.samples);
      if (what === 'down') await world.prometheus.listen();
      await oneStep(world, running);
    });

    test('restarted: it knows nothing at first', async ({ world }) => {
      const running = await settled(world);
      const before = new Map(world.latency);
      await world.prometheus.close();
      world.latency.clear();
      await world.prometheus.listen();
      await handsOff(world, running, 'NoSeries');
      for (const [name, latency] of before) world.latency.set(name, latency);
      await soon(() => expect(running.evaluations.at(-1)!.decision.reason).toBe('AtMinimum'), AGAIN_MS);
      breach(world);
      await oneStep(world, running);
    });

    test('fewer pods scraped than ready: a breach of those is one', async ({ world }) => {
      await world.createDeployment('pair', { replicas: 2 });
      await world.createScaler('pair', { scaleTargetRef: { name: 'pair' } });
      world.latency.set('pair', { rate: 40, share: 1 });
      world.unscraped(1);
      const running = world.run();
      const pair = () => running.evaluations.findLast(({ name }) => name === 'pair');
      await soon(
        () => expect(pair()?.seen.signal).toMatchObject({ state: 'counted', pods: 2, known: 1 }),
        30_000,
      );
      // All is calm, as far as is known: that is not far enough to give one back.
      await evaluations(running, 10);
      expect(await world.replicas('pair')).toBe(2);
      world.latency.set('pair', { rate: 40, share: 0, mean: 1 });
      await soon(async () => expect(await world.replicas('pair')).toBeGreaterThan(2), AGAIN_MS);
    });

    test('very many series: those of others do not count', async ({ world }) => {
      const others = Array.from({ length: 5000 }, (_, i): Samples[number] => [
        { namespace: world.namespace, pod: `other-${i}`, instance: '10.0.0.9:1', le: '+Inf' },
        9,
      ]);
      world.prometheus.samples(async (query) => [
        ...(await world.samples(query)),
        ...(isCounters(query) ? others : []),
      ]);
      const running = await settled(world);
      breach(world);
      await oneStep(world, running);
    });

    test('an own query that finds many series, or is wrong, spoils only its own scaler', async ({
      world,
    }) => {
      for (const [name, query] of [
        ['many', 'up'],
        ['wrong', 'nonsense()'],
      ] as const) {
        await world.createDeployment(name);
        await world.createScaler(name, { scaleTargetRef: { name }, query });
      }
      world.prometheus.answer(async (_, response, query) => {
        const refused = query.expression === 'nonsense()';
        const many = ['a', 'b'].map((pod): Samples[number] => [{ pod }, 0]);
        const body = refused
          ? { status: 'error', error: 'unknown function nonsense' }
          : vector(query.expression === 'up' ? many : await world.samples(query), query.time);
        response.writeHead(refused ? 400 : 200).end(JSON.stringify(body));
      });
      const running = world.run();
      await soon(
        () =>
          expect(running.evaluations.findLast(({ name }) => name === 'kad')?.decision.reason).toBe(
            'AtMinimum',
          ),
        30_000,
      );
      breach(world);
      await oneStep(world, running);
      const ready = async (name: string) =>
        (await world.status(name)).conditions?.find(({ type }) => type === 'Ready')?.message;
      await soon(async () => expect(await ready('wrong')).toContain('unknown function'));
      await soon(async () => expect(await ready('many')).toContain('2 series instead of one'));
      expect(await world.replicas('many')).toBe(1);
      const from = world.prometheus.queries.length;
      await evaluations(running, 10);
      expect(world.prometheus.queries.slice(from).filter((query) => query.includes('nonsense'))).toEqual([]);
    });
  });
}
