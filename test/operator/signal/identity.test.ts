import { describe, expect, test } from 'vitest';
import { podView, SignalWorld } from './tsdb-prometheus.ts';
import type { Exporter } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

/** Five fast requests a second in kad's pod, five slow ones elsewhere. */
async function beside(world: SignalWorld, own: Exporter, others: Exporter[]) {
  await world.pass(4, () => {
    own.serve(5, 0.02);
    for (const other of others) other.serve(5, 3);
  });
  return world.counted();
}

describe('whose requests count', () => {
  test.each(['kad-web-7c6d5b4f8-abcde', 'kad-report-x7k2p', 'kad-node-1', 'kad-5d8f6b7c9-zzzzz'])(
    'not those of %s, which is not of the Deployment',
    async (name) => {
      const world = new SignalWorld();
      const own = world.pod('kad-5d8f6b7c9-abcde');
      const other = world.prometheus.add({ namespace: 'pycont', pod: name, instance: '10.0.0.2:5000' });
      expect(await beside(world, own, [other])).toMatchObject({ window: { total: 15, fast: 15 }, known: 1 });
    },
  );

  test('those of a Deployment whose name is so long that its pods bear only the beginning', async () => {
    const name = 'a'.repeat(63);
    const world = new SignalWorld();
    const own = world.pod(`${name.slice(0, 57)}x7k2p`);
    expect(await beside(world, own, [])).toMatchObject({ window: { total: 15, fast: 15 } });
  });

  test('not those of a pod of the same name in another namespace', async () => {
    const world = new SignalWorld();
    const own = world.pod('kad-1-a');
    const other = world.prometheus.add({ namespace: 'other', pod: 'kad-1-a', instance: '10.0.0.2:5000' });
    expect(await beside(world, own, [other])).toMatchObject({ window: { total: 15, fast: 15 } });
  });

  test('not probes and scrapes, not even where the target has a label endpoint', async () => {
    const world = new SignalWorld();
    const plain = world.pod('kad-1-a');
    const labelled = world.pod('kad-1-b', undefined, {}, { endpoint: 'http' });
    await world.pass(4, () => {
      for (const pod of [plain, labelled]) {
        pod.serve(5, 0.02);
        pod.serve(5, 3, '/check/ready');
        pod.serve(5, 3, '/metrics');
      }
    });
    expect(world.counted()).toMatchObject({ window: { total: 30, fast: 30 }, known: 2 });
  });
});

describe('a pod with sidecars', () => {
  const sidecar = { namespace: 'pycont', pod: 'kad-1-a', instance: '10.0.0.1:9999' };

  test('is identified by the label container', async () => {
    const world = new SignalWorld();
    const own = world.pod('kad-1-a', undefined, {}, { container: 'main', instance: '10.0.0.1:1234' });
    const other = world.prometheus.add({ ...sidecar, container: 'proxy' });
    expect(await beside(world, own, [other])).toMatchObject({ window: { total: 15, fast: 15 } });
  });

  test('or by the ports that the main container declares', async () => {
    const world = new SignalWorld();
    const own = world.pod('kad-1-a');
    expect(await beside(world, own, [world.prometheus.add(sidecar)])).toMatchObject({
      window: { total: 15, fast: 15 },
    });
  });

  test('or counts as a whole where neither is known', async () => {
    const world = new SignalWorld();
    const own = world.pod('kad-1-a', undefined, { ports: [] });
    expect(await beside(world, own, [world.prometheus.add(sidecar)])).toMatchObject({
      window: { total: 30, fast: 15 },
      seconds: 3,
      pods: 1,
      known: 1,
    });
  });

  test('of which only the sidecar is scraped is not known', async () => {
    const world = new SignalWorld();
    world.pods.push(podView('kad-1-a'));
    const other = world.prometheus.add({ ...sidecar, container: 'proxy' });
    await world.pass(4, () => other.serve(5, 3));
    expect(world.signal()).toMatchObject({ state: 'unknown' });
  });
});

test('a process that two jobs scrape counts once', async () => {
  const world = new SignalWorld();
  const own = world.pod('kad-1-a', undefined, {}, { job: 'b' });
  const again = world.prometheus.add({
    namespace: 'pycont',
    pod: 'kad-1-a',
    instance: '10.0.0.1:5000',
    job: 'a',
  });
  let fresh = 0;
  for (let i = 0; i < 12; i++) {
    // Now the one scrape fails, now the other.
    again.down = i % 5 === 3;
    own.down = i % 5 === 4;
    await world.pass(1, () => {
      own.serve(5, 0.02);
      again.serve(5, 0.02);
    });
    const signal = world.signal();
    if (signal.state === 'counted') fresh += signal.fresh.total;
  }
  expect(fresh).toBe(55);
  expect(world.counted()).toMatchObject({ window: { total: 50 }, seconds: 10 });
});

test('a job that gets another name starts no count from zero', async () => {
  const world = new SignalWorld();
  const old = world.pod('kad-1-0');
  await world.pass(5);
  world.pods.length = 0;
  old.down = true;
  // This one was counted from its beginning.
  const own = world.pod('kad-1-a');
  await world.pass(30, () => own.serve(5, 0.02));
  world.counted();
  own.down = true;
  const renamed = world.prometheus.add({ ...own.labels, job: 'renamed', instance: 'kad-1-a:5000' });
  renamed.served.set('/slow', own.served.get('/slow')!);
  await world.pass(1, () => renamed.serve(5, 0.02));
  await world.pass(1, () => renamed.serve(5, 0.02));
  expect(world.counted().fresh).toMatchObject({ total: 5 });
});

test('pods of the same name in several clusters: nobody knows which is meant', async () => {
  const world = new SignalWorld();
  const own = world.pod('kad-1-a', undefined, {}, { cluster: 'prague' });
  const other = world.prometheus.add({ ...own.labels, cluster: 'brno' });
  await world.pass(4, () => {
    own.serve(5, 0.02);
    other.serve(5, 3);
  });
  expect(inEnglish(world.signal())).toMatchObject({
    state: 'unknown',
    cause: 'ManySeries',
    detail: 'Prometheus has series of pod kad-1-a from several clusters: brno, prague',
  });
});

test('pods of other names in another cluster do not matter', async () => {
  const world = new SignalWorld();
  const own = world.pod('kad-1-a', undefined, {}, { cluster: 'prague' });
  const other = world.prometheus.add({ ...own.labels, pod: 'kad-1-b', cluster: 'brno' });
  expect(await beside(world, own, [other])).toMatchObject({ window: { total: 15, fast: 15 } });
});
