import { describe, expect, test } from 'vitest';
import { busy } from './busy-pod.ts';
import { SignalWorld } from './tsdb-prometheus.ts';

describe('quantiles', () => {
  test('of all pods together', async () => {
    const { world } = await busy();
    const { quantiles } = world.counted();
    expect(quantiles).toEqual({
      p50: expect.closeTo(0.0667, 3),
      p90: expect.closeTo(0.8),
      p99: expect.closeTo(0.98),
    });
  });

  test('of pods with different buckets', async () => {
    const world = new SignalWorld();
    const one = world.pod('kad-1-a', ['0.1', '0.5']);
    const other = world.pod('kad-1-b', ['0.25', '0.5']);
    await world.pass(5, () => {
      one.serve(5, 0.01);
      other.serve(5, 0.2);
    });
    const { p50, p99 } = world.counted().quantiles!;
    expect(p50).toBeLessThanOrEqual(0.25);
    expect(p99).toBeLessThanOrEqual(0.25);
  });
});
