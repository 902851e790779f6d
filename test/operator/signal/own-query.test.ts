import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../src/operator/decision/observation.ts';
import type { Prometheus } from '../../../src/operator/signal/prometheus.ts';
import { BadQuery, SignalError } from '../../../src/operator/signal/signal-error.ts';
import { LatencySource } from '../../../src/operator/signal/source.ts';
import type { LatencySourceOptions } from '../../../src/operator/signal/source.ts';
import type { Row } from '../../../src/operator/signal/vector.ts';
import { targetOf } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

/** Own queries of several scalers against a Prometheus whose answers a test gives when it likes. */
class World {
  now = 0;
  readonly asked: string[] = [];
  /** By expression; without one, the query is left unanswered. */
  readonly answers = new Map<string, () => Promise<Row[]>>();
  readonly queries = new Map<string, string>();
  readonly source: LatencySource;

  constructor(options: Partial<LatencySourceOptions> = {}) {
    const query = (expression: string): Promise<Row[]> => {
      this.asked.push(expression);
      return this.answers.get(expression)?.() ?? new Promise(() => {});
    };
    this.source = new LatencySource({
      open: () =>
        ({ query, timeout: 3, address: 'pycont/prometheus:9090', close() {} }) as unknown as Prometheus,
      podsOf: () => [],
      now: () => this.now,
      ...options,
    });
  }

  async tick(seconds = 1): Promise<void> {
    this.now += seconds;
    await this.source.refresh([...this.queries].map(([name, query]) => targetOf(name, { query })));
    await Promise.resolve();
  }

  of(name: string): Signal {
    return this.source.of(targetOf(name, { query: this.queries.get(name)! }));
  }

  times(expression: string): number {
    return this.asked.filter((each) => each === expression).length;
  }
}

const share = (value: number) => () => Promise.resolve([{ metric: {}, at: 1, value, isNaN: false }]);
const fails = (why: Error) => () => Promise.reject(why);

describe('an own query', () => {
  test('that is slow keeps nobody waiting, and its answer is used when it comes', async () => {
    const world = new World();
    world.queries.set('slow', 'slow').set('quick', 'quick');
    const late = Promise.withResolvers<Row[]>();
    world.answers.set('slow', () => late.promise).set('quick', share(0.9));
    await world.tick();
    expect(world.of('slow')).toMatchObject({ state: 'unknown', cause: 'NotMeasuredYet' });
    expect(world.of('quick')).toMatchObject({ state: 'share', share: 0.9 });
    await world.tick();
    // One at a time.
    expect(world.times('slow')).toBe(1);
    expect(world.times('quick')).toBe(2);
    late.resolve(await share(0.4)());
    await late.promise;
    await world.tick();
    expect(world.of('slow')).toMatchObject({ state: 'share', share: 0.4 });
  });

  test('whose last answer is too old is unknown', async () => {
    const world = new World();
    world.queries.set('own', 'own');
    world.answers.set('own', share(0.4));
    await world.tick();
    world.answers.delete('own');
    await world.tick(4.9);
    expect(world.of('own')).toMatchObject({ state: 'share' });
    await world.tick(0.2);
    expect(inEnglish(world.of('own'))).toMatchObject({
      state: 'unknown',
      cause: 'PrometheusUnreachable',
      detail: 'pycont/prometheus:9090: no answer to the query for 5 s',
    });
  });

  test('that fails spoils nothing for others', async () => {
    const world = new World();
    world.queries.set('broken', 'broken').set('good', 'good');
    world.answers.set('broken', fails(new SignalError('PrometheusUnreachable', 'Prometheus answers 503')));
    world.answers.set('good', share(1));
    await world.tick();
    expect(world.of('broken')).toMatchObject({ cause: 'PrometheusUnreachable' });
    expect(world.of('good')).toMatchObject({ share: 1 });
    world.answers.set('broken', share(0.7));
    await world.tick();
    expect(world.of('broken')).toMatchObject({ share: 0.7 });
  });

  test('that was refused is asked again, more and more rarely', async () => {
    const world = new World();
    world.queries.set('own', 'own');
    world.answers.set('own', fails(new BadQuery('Prometheus answers 422: many-to-many')));
    const at: number[] = [];
    for (let i = 0; i < 200; i++) {
      const before = world.times('own');
      await world.tick();
      if (world.times('own') > before) at.push(world.now);
      expect(world.of('own')).toMatchObject({
        cause: 'InvalidQuery',
        detail: 'Prometheus answers 422: many-to-many',
      });
    }
    expect(at).toEqual([1, 6, 16, 36, 76, 136, 196]);
    world.answers.set('own', share(0.7));
    await world.tick(60);
    expect(world.of('own')).toMatchObject({ state: 'share', share: 0.7 });
    await world.tick();
    expect(world.times('own')).toBe(9);
  });

  test('that is changed is asked at once', async () => {
    const world = new World();
    world.queries.set('own', 'wrong');
    world.answers.set('wrong', fails(new BadQuery('no')));
    world.answers.set('right', share(0.7));
    await world.tick();
    await world.tick();
    world.queries.set('own', 'right');
    await world.tick();
    expect(world.of('own')).toMatchObject({ state: 'share', share: 0.7 });
    expect(world.times('wrong')).toBe(1);
  });

  test('is waited for where there is only one tick', async () => {
    const world = new World({ once: true });
    world.queries.set('own', 'own');
    world.answers.set('own', () => new Promise((resolve) => setTimeout(() => resolve(share(0.3)()), 500)));
    await world.tick();
    expect(world.of('own')).toMatchObject({ state: 'share', share: 0.3 });
  });
});
