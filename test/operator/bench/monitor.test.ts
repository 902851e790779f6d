/** What the simulated Prometheus says. */
import { expect, test } from 'vitest';
import { Monitor } from '../../../bench/operator/monitor.ts';
import { randomFrom } from '../../../bench/operator/random.ts';

const second = { total: 10, fast: 9, latency: 2 };

test.each([
  [1, 0],
  [5, 0],
  [30, 0],
  [5, 0.3],
])(
  'scraped every %d s, a share of %d lost: no request is handed out twice, and none is lost',
  (every, gaps) => {
    const monitor = new Monitor(randomFrom(3), every, gaps);
    let [total, seconds] = [0, 0];
    for (let now = 1; now <= 3000; now++) {
      monitor.second(now, second, 60);
      const signal = monitor.signal(now, 60, -Infinity, 2);
      if (signal.state !== 'counted') continue;
      total += signal.fresh.total;
      seconds += signal.freshSeconds;
    }
    expect(total).toBe(10 * seconds);
    expect(total).toBeLessThanOrEqual(30_000);
    if (gaps === 0) expect(total).toBe(30_000);
  },
);

test('the window holds nothing from before the time that was asked for', () => {
  const monitor = new Monitor(randomFrom(3), 1, 0);
  for (let now = 1; now <= 20; now++)
    monitor.second(now, now <= 15 ? { total: 10, fast: 0, latency: 9 } : second, 10);
  expect(monitor.signal(20, 10, 15, 1)).toMatchObject({ seconds: 5, window: { total: 50, fast: 45 } });
  expect(monitor.signal(20, 10, 20, 1)).toMatchObject({ state: 'unknown', cause: 'NotMeasuredYet' });
});

test('what was scraped too long ago is not known', () => {
  const monitor = new Monitor(randomFrom(3), 5, 0);
  for (let now = 1; now <= 10; now++) monitor.second(now, second, 15);
  expect(monitor.signal(20, 15, -Infinity, 1).state).toBe('counted');
  expect(monitor.signal(23, 15, -Infinity, 1)).toMatchObject({ state: 'unknown', cause: 'NoSeries' });
});
