import { describe, expect, test } from 'vitest';
import { busy } from './busy-pod.ts';
import { SignalWorld } from './tsdb-prometheus.ts';

test('the first answer has a whole window, though nothing was watched', async () => {
  const { world } = await busy();
  expect(world.counted()).toMatchObject({
    window: { total: 40, fast: 30, doubtful: 0, latency: expect.closeTo(9.5) },
    seconds: 10,
    fresh: { total: 40, fast: 30 },
    freshSeconds: 10,
    pods: 1,
    known: 1,
  });
});

test('each request is fresh once, and the window moves on', async () => {
  const { world, pod, serve } = await busy();
  let fresh = world.counted().fresh.total;
  for (let i = 0; i < 30; i++) {
    await world.pass(1, serve);
    const counted = world.counted();
    fresh += counted.fresh.total;
    expect(counted).toMatchObject({ freshSeconds: 1, fresh: { total: 4, fast: 3 } });
    expect(counted.window.total / counted.seconds).toBe(4);
    // What was there before us grows old in pieces.
    expect(counted.seconds).toBeGreaterThanOrEqual(i < 10 ? 7.5 : 10);
    expect(counted.seconds).toBeLessThanOrEqual(10);
  }
  // Those of the first window, and all since.
  expect(fresh).toBe(40 + 30 * 4);
  expect(pod.served.get('/slow')).toHaveLength(90 * 4);
});

test('until the next answer the same requests are fresh, however often one asks', async () => {
  const { world, serve } = await busy();
  world.counted();
  await world.pass(1, serve);
  expect(world.counted()).toEqual(world.counted());
  expect(world.counted().fresh.total).toBe(4);
  // Nothing was scraped meanwhile.
  await world.refresh();
  expect(world.counted().fresh).toEqual({ total: 0, fast: 0, doubtful: 0, latency: 0 });
});

test('what nobody asked for stays fresh', async () => {
  const { world, serve } = await busy();
  world.counted();
  await world.pass(3, serve);
  expect(world.counted()).toMatchObject({ fresh: { total: 12 }, freshSeconds: 3 });
});

test('nothing from before the given time', async () => {
  const { world, serve } = await busy();
  await world.pass(4, serve);
  expect(world.counted(4)).toMatchObject({ window: { total: 16 }, seconds: 4, fresh: { total: 16 } });
  await world.pass(1, serve);
  // A scrape that began before may have seen what was before.
  expect(world.counted(2.5)).toMatchObject({ window: { total: 8 }, seconds: 2, fresh: { total: 4 } });
  expect(world.signal(0.5)).toMatchObject({ state: 'unknown', cause: 'NotMeasuredYet' });
});

test('time passes between the answer and the question', async () => {
  const { world, serve } = await busy();
  await world.pass(3, serve);
  world.prometheus.now += 0.5;
  expect(world.counted(2.4).seconds).toBe(1);
  expect(world.counted(2.6).seconds).toBe(2);
});

test('a process that begins anew loses no more than one interval', async () => {
  const { world, pod, serve } = await busy();
  world.counted();
  await world.pass(1, () => {
    pod.restart();
    serve();
  });
  expect(world.counted().fresh.total).toBe(0);
  await world.pass(1, serve);
  expect(world.counted()).toMatchObject({ fresh: { total: 4, fast: 3 }, known: 1 });
});

test('a counter that goes down is never a number of requests', async () => {
  const { world, pod } = await busy();
  await world.pass(1, () => pod.restart());
  const { window, fresh } = world.counted();
  for (const value of [...Object.values(window), ...Object.values(fresh)])
    expect(value).toBeGreaterThanOrEqual(0);
});

test('a pod that comes later is counted from its first request', async () => {
  const { world, serve } = await busy();
  const second = world.pod('kad-1-b');
  world.counted();
  await world.pass(1, () => {
    serve();
    second.serve(5, 0.05);
  });
  expect(world.counted()).toMatchObject({ fresh: { total: 9, fast: 8 }, freshSeconds: 1, pods: 2, known: 2 });
});

test('a pod that is first scraped long after it began has counted since it was ready', async () => {
  const world = new SignalWorld();
  const first = world.pod('kad-1-a');
  await world.pass(20, () => first.serve(4, 0.05));
  const late = world.pod('kad-1-b', undefined, { ready: false });
  late.down = true;
  await world.pass(30, () => first.serve(4, 0.05));
  world.pods[1] = { ...world.pods[1]!, ready: true };
  await world.pass(2, () => first.serve(4, 0.05));
  world.counted();
  await world.pass(1, () => {
    first.serve(4, 0.05);
    late.down = false;
    late.serve(3, 0.05);
  });
  // It may have served since the last answer before it was ready: 3 s ago.
  expect(world.counted()).toMatchObject({ fresh: { total: 7 }, freshSeconds: 2 });
});

test('a pod that was there before us and is found later has an unknown past', async () => {
  const world = new SignalWorld();
  const first = world.pod('kad-1-a');
  const second = world.pod('kad-1-b');
  second.serve(1000, 3);
  second.down = true;
  await world.pass(20, () => first.serve(4, 0.05));
  second.down = false;
  await world.pass(1, () => first.serve(4, 0.05));
  expect(world.counted().window).toMatchObject({ fast: 40, total: 40 });
});

test('pods that are scraped one after the other', async () => {
  const world = new SignalWorld({ windowSeconds: 60 });
  const pods = ['a', 'b', 'c'].map((end) => world.pod(`kad-1-${end}`));
  let fresh = 0;
  let seconds = 0;
  for (let i = 0; i < 300; i++) {
    world.prometheus.now++;
    for (const pod of pods) pod.serve(2, 0.05);
    if (i % 5 === 0) world.prometheus.scrape(pods[(i / 5) % 3]!);
    await world.refresh();
    if (i < 100) continue;
    const counted = world.counted();
    expect(counted.window.total / counted.seconds).toBeCloseTo(6);
    expect(counted.seconds).toBeGreaterThan(45);
    expect(counted.seconds).toBeLessThan(70);
    fresh += counted.fresh.total;
    seconds += counted.freshSeconds;
  }
  expect(fresh / seconds).toBeCloseTo(6);
});

test('an operator that takes over after ten minutes has a window at once, and nothing twice', async () => {
  const { world, serve } = await busy();
  let fresh = world.counted().fresh.total;
  for (let i = 0; i < 600; i++) {
    world.prometheus.now++;
    serve();
    world.prometheus.scrape();
  }
  await world.refresh();
  const counted = world.counted();
  expect(counted).toMatchObject({ window: { total: 40 }, seconds: 10, fresh: { total: 40 } });
  fresh += counted.fresh.total;
  await world.pass(1, serve);
  expect(fresh + world.counted().fresh.total).toBe(84);
});

test('after a break of a few seconds nothing is lost', async () => {
  const { world, serve } = await busy();
  world.counted();
  for (let i = 0; i < 6; i++) {
    world.prometheus.now++;
    serve();
    world.prometheus.scrape();
  }
  await world.refresh();
  expect(world.counted()).toMatchObject({ fresh: { total: 24 }, freshSeconds: 6 });
  expect(Math.abs(world.counted().seconds - 10)).toBeLessThanOrEqual(3);
});

test('a long window is kept in few pieces', async () => {
  const { world, serve } = await busy(new SignalWorld({ windowSeconds: 900 }));
  await world.pass(1000, serve);
  for (let i = 0; i < 40; i++) {
    await world.pass(1, serve);
    const { window, seconds } = world.counted();
    expect(window.total / seconds).toBeCloseTo(4);
    expect(seconds).toBeGreaterThan(880);
    expect(seconds).toBeLessThan(920);
  }
});

test('nobody asks for anything', async () => {
  const world = new SignalWorld();
  world.pod('kad-1-a');
  await world.pass(3);
  expect(world.counted()).toMatchObject({
    window: { total: 0, fast: 0, doubtful: 0, latency: 0 },
    seconds: 2,
    known: 1,
  });
  expect(world.counted().quantiles).toBeUndefined();
});

test('the first requests after a silence', async () => {
  const world = new SignalWorld();
  const pod = world.pod('kad-1-a');
  await world.pass(5);
  world.counted();
  await world.pass(1, () => pod.serve(4, 0.7));
  expect(world.counted().fresh).toEqual({ total: 4, fast: 0, doubtful: 0, latency: expect.closeTo(2.8) });
});

test('a new threshold is measured from the first answer on', async () => {
  const { world } = await busy();
  world.counted();
  world.spec = { ...world.spec, thresholdMilliseconds: 1000 };
  await world.refresh();
  // What was fresh once is not fresh again.
  expect(world.counted()).toMatchObject({ window: { total: 40, fast: 40 }, fresh: { total: 0 } });
});

describe('what is asked', () => {
  test('one query a tick, whatever the number of targets', async () => {
    const { world } = await busy();
    const { asked } = world.prometheus;
    expect(asked.map(({ time }) => time)).toEqual([undefined, 50, 52.5, 55, 57.5]);
    await world.pass(10);
    expect(asked).toHaveLength(15);
  });

  test('nothing where there are no pods', async () => {
    const world = new SignalWorld();
    await world.pass(3);
    expect(world.prometheus.asked).toEqual([]);
    expect(world.signal()).toMatchObject({ state: 'unknown', cause: 'NotMeasuredYet' });
  });
});
