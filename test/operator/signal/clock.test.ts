/** Prometheus' clock is set, or differs from ours. */
import { expect, test } from 'vitest';
import { busy } from './busy-pod.ts';
import { SignalWorld } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

/** As `busy`, but Prometheus' clock is set and the operator's is not. */
async function clockSet(seconds: number) {
  const { world, serve } = await busy();
  let shift = 0;
  const operator = new SignalWorld(
    {},
    {
      now: () => world.prometheus.now - shift,
      open: () => world.prometheus as never,
      podsOf: () => world.pods,
    },
  );
  await operator.refresh();
  operator.counted();
  shift = seconds;
  world.prometheus.now += seconds;
  return {
    operator,
    second: async (): Promise<void> => {
      world.prometheus.now++;
      serve();
      world.prometheus.scrape();
      await operator.refresh();
    },
  };
}

test.each([3600, 60])(
  'a clock of Prometheus that goes forward by %d s: counting begins anew',
  async (seconds) => {
    const { operator, second } = await clockSet(seconds);
    let counted = 0;
    for (let i = 0; i < 15; i++) {
      await second();
      const signal = operator.signal();
      if (signal.state !== 'counted') continue;
      counted++;
      expect(signal).toMatchObject({ fresh: { total: 4 }, freshSeconds: 1 });
      expect(signal.window.total / signal.seconds).toBeCloseTo(4);
    }
    expect(counted).toBe(14);
  },
);

test('a clock of Prometheus that goes back: what it says is old until it is right again', async () => {
  const { operator, second } = await clockSet(-20);
  let fresh = 0;
  for (let i = 0; i < 30; i++) {
    await second();
    const signal = operator.signal();
    if (i < 19)
      expect(inEnglish(signal)).toMatchObject({
        state: 'unknown',
        cause: 'NotMeasuredYet',
        detail: 'pycont/prometheus:9090: its clock went back by 20 s: its data is old',
      });
    if (signal.state === 'counted') {
      fresh += signal.fresh.total;
      expect(signal.window.total / signal.seconds).toBeCloseTo(4);
    }
  }
  expect(fresh).toBe(9 * 4);
});
