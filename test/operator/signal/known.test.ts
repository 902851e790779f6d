import { describe, expect, test } from 'vitest';
import { podView, SignalWorld, targetOf } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

describe('which pods are known', () => {
  test('4 of 5 that are scraped say what they know', async () => {
    const world = new SignalWorld();
    const pods = ['a', 'b', 'c', 'd', 'e'].map((end) => world.pod(`kad-1-${end}`));
    pods[4]!.down = true;
    await world.pass(4, () => pods.forEach((pod) => pod.serve(5, 3)));
    expect(world.counted()).toMatchObject({ pods: 5, known: 4, window: { total: 60, fast: 0 }, seconds: 3 });
  });

  test('not one whose last scrape failed', async () => {
    const world = new SignalWorld();
    const [one, other] = [world.pod('kad-1-a'), world.pod('kad-1-b')];
    await world.pass(4, () => one.serve(5, 0.02));
    expect(world.counted()).toMatchObject({ pods: 2, known: 2 });
    other.down = true;
    await world.pass(1);
    expect(world.counted()).toMatchObject({ pods: 2, known: 1 });
    other.down = false;
    await world.pass(1);
    expect(world.counted()).toMatchObject({ pods: 2, known: 2 });
  });

  test('not one whose last scrape is long ago', async () => {
    const world = new SignalWorld();
    const [one] = [world.pod('kad-1-a'), world.pod('kad-1-b')];
    await world.pass(10);
    for (let i = 0; i < 4; i++) {
      world.prometheus.now++;
      world.prometheus.scrape(one);
      await world.refresh();
    }
    expect(world.counted()).toMatchObject({ pods: 2, known: 1 });
  });

  test('not one that has just become ready', async () => {
    const world = new SignalWorld();
    world.pod('kad-1-a');
    await world.pass(4);
    world.pods.push(podView('kad-1-b'));
    await world.pass(1);
    expect(world.counted()).toMatchObject({ pods: 2, known: 1 });
  });

  test('what a pod counts that is not ready counts, but it is not one of those that serve', async () => {
    const world = new SignalWorld();
    const pod = world.pod('kad-1-a');
    const overloaded = world.pod('kad-1-b', undefined, { ready: false });
    await world.pass(4, () => {
      pod.serve(5, 0.02);
      overloaded.serve(5, 3);
    });
    expect(world.counted()).toMatchObject({ pods: 1, known: 1, window: { total: 30, fast: 15 } });
  });

  test('a scrape that fails now and then loses nothing', async () => {
    const world = new SignalWorld();
    const pod = world.pod('kad-1-a');
    let fresh = 0;
    for (let i = 0; i < 30; i++) {
      pod.down = i % 4 === 3;
      await world.pass(1, () => pod.serve(5, 0.02));
      const signal = world.signal();
      if (signal.state === 'counted') fresh += signal.fresh.total;
    }
    expect(fresh).toBe(29 * 5);
  });
});

describe('why nothing is known', () => {
  const detail = async (world: SignalWorld): Promise<unknown> => {
    await world.pass(3);
    return inEnglish(world.signal());
  };

  test('the pods are not scraped, others of the namespace are', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    world.prometheus.add({ namespace: 'pycont', pod: 'redis-1', instance: '10.0.0.3:6379' });
    expect(await detail(world)).toMatchObject({
      cause: 'NoSeries',
      detail: 'Prometheus does not scrape these pods; in namespace pycont it scrapes 1 others',
    });
  });

  test('no pod of the namespace is scraped', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    world.prometheus.add({ namespace: 'other', pod: 'redis-1', instance: '10.0.0.3:6379' });
    expect(await detail(world)).toMatchObject({
      cause: 'NoSeries',
      detail: expect.stringContaining('scrapes no pod of namespace pycont'),
    });
  });

  test('nothing is scraped at all', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    expect(await detail(world)).toMatchObject({
      cause: 'NoSeries',
      detail: expect.stringContaining('scrapes nothing at all'),
    });
  });

  test('the scrapes fail', async () => {
    const world = new SignalWorld();
    world.pod('kad-1-a').down = true;
    expect(await detail(world)).toMatchObject({
      cause: 'NoSeries',
      detail: expect.stringContaining('cannot scrape the pods'),
    });
  });

  test('the pods are scraped, but export another metric', async () => {
    const world = new SignalWorld();
    world.pod('kad-1-a').served.clear();
    expect(await detail(world)).toMatchObject({
      cause: 'NoMetric',
      detail: 'Prometheus scrapes the pods, but they export no request_latency',
    });
  });

  test('the metric is there without the labels that say whose it is', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    world.prometheus
      .add({ app: 'kad', instance: '10.0.0.1:5000', kubernetes_pod_name: 'kad-1-a' })
      .serve(3, 1);
    expect(await detail(world)).toMatchObject({
      cause: 'WrongLabels',
      detail: expect.stringMatching(
        /without the labels namespace and pod; it has app, endpoint, instance, job, kubernetes_pod_name, method: /,
      ),
    });
  });

  test('is asked rarely, and forgotten when something is known', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    const diagnoses = () =>
      world.prometheus.asked.filter(({ expression }) => expression.includes('unlabelled'));
    await world.pass(200);
    // After 5, 10, 20, 40 s and then every 60 s.
    expect(diagnoses()).toHaveLength(7);
    world.prometheus.add({ namespace: 'pycont', pod: 'kad-1-a', instance: '10.0.0.1:5000' });
    await world.pass(3);
    expect(world.counted().known).toBe(1);
  });

  test('for the one tick there is, it is waited for', async () => {
    const world = new SignalWorld({}, { once: true });
    world.pods.push(podView('kad-1-a'));
    await world.refresh();
    expect(inEnglish(world.signal())).toMatchObject({
      detail: expect.stringContaining('scrapes nothing at all'),
    });
  });

  test('no pod is ready', async () => {
    const world = new SignalWorld();
    world.pod('kad-1-a', undefined, { ready: false });
    expect(await detail(world)).toMatchObject({
      cause: 'NotMeasuredYet',
      detail: 'none of its pods is ready',
    });
  });

  test('the pods were scraped once', async () => {
    const world = new SignalWorld();
    world.pod('kad-1-a');
    await world.pass(1);
    expect(inEnglish(world.signal())).toMatchObject({
      cause: 'NotMeasuredYet',
      detail: expect.stringContaining('has not scraped the pods twice'),
    });
  });

  test('Prometheus has not been asked yet', () => {
    expect(inEnglish(new SignalWorld().signal())).toMatchObject({
      cause: 'NotMeasuredYet',
      detail: expect.stringContaining('queried'),
    });
  });
});

test('one target knows nothing of another', async () => {
  const world = new SignalWorld();
  world.pod('kad-1-a');
  const other = targetOf('other', world.spec);
  await world.pass(3);
  expect(world.source.of(other)).toMatchObject({ state: 'unknown', cause: 'NotMeasuredYet' });
});
