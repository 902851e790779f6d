import { expect, test } from 'vitest';
import { statusOf } from '../../../src/operator/report/status.ts';
import { quantile } from '../../../src/operator/signal/requests.ts';
import { counted, kad, seen } from '../decision/world/examples.ts';
import { Target } from '../decision/world/target.ts';

test('the same latency has the same number, however many requests it was measured with', () => {
  const target = new Target(kad);
  const written = Array.from({ length: 500 }, (_, requests) => {
    const p99 = quantile({ bounds: [0.5, Infinity], counts: [requests + 1, requests + 1] }, 0.99);
    const signal = counted(1, 40, 1, { quantiles: { p50: 0.25, p90: 0.45, p99 } });
    const decision = target.observe({ signal });
    return statusOf({}, 1, { policy: kad, seen: seen({ signal }), decision, message: '' }, target.now)
      .latency;
  });
  expect(new Set(written.map((latency) => latency?.p99Milliseconds))).toEqual(new Set([500]));
});
