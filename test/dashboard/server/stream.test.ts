/** The stream of a browser: what it is sent, and when not. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caption, Dashboard } from '../../../src/dashboard/index.ts';
import { Browser } from '../browser.ts';
import { deployment } from '../objects.ts';
import { stage } from '../stage.ts';
import type { Stage } from '../stage.ts';

let world: Stage;
let dashboard: Dashboard;
beforeEach(async () => {
  world = await stage();
  dashboard = await world.dashboard({ lingerMs: 100 });
});
afterEach(() => world.close());

const connected = async (): Promise<Browser> => {
  const browser = world.browser(dashboard);
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  return browser;
};

test('many changes are few patches, at most ten a second', async () => {
  world.create('deployments.apps', deployment());
  const browser = await connected();
  await expect.poll(() => browser.view.metrics.state).toBe('none');
  const before = browser.count('patch');
  const began = performance.now();
  for (let replicas = 2; replicas <= 400; replicas++) {
    world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = replicas));
    // Lets the server and this browser have their turn.
    await new Promise(setImmediate);
  }
  await expect.poll(() => browser.view.workloads['Deployment/kad']!.wanted).toBe(400);
  const tenths = Math.ceil((performance.now() - began) / 100);
  expect(browser.count('patch') - before).toBeLessThanOrEqual(tenths + 1);
  expect(browser.count('patch') - before).toBeLessThan(200);
});

test('a patch names only what changed', async () => {
  for (const name of ['kad', 'other']) world.create('deployments.apps', deployment(name));
  const browser = await connected();
  await expect.poll(() => browser.view.metrics.state).toBe('none');
  world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = 3));
  await expect.poll(() => browser.view.workloads['Deployment/kad']!.wanted).toBe(3);
  const { patch } = JSON.parse(browser.received.findLast(({ text }) => text.includes('"wanted":3'))!.text);
  expect(patch.workloads).toEqual({ 'Deployment/kad': { wanted: 3 } });
});

test('where nothing changes the stream still says that it lives', async () => {
  const browser = await connected();
  await expect.poll(() => browser.count('alive')).toBeGreaterThan(1);
});

test('a browser that connects again gets everything anew, the same as one that stayed', async () => {
  const stays = await connected();
  const leaves = await connected();
  leaves.close();
  await leaves.ended;
  world.create('deployments.apps', deployment());
  await expect.poll(() => stays.view.workloads).toHaveProperty(['Deployment/kad']);
  const again = await connected();
  expect(again.received[0]!.event).toBe('view');
  expect(again.view).toEqual(stays.view);
  expect(leaves.view.workloads).toEqual({});
});

test('nobody looks: nothing is asked; and who comes then sees what is so now', async () => {
  expect(world.proxy.asked).toEqual([]);
  const first = await connected();
  first.close();
  // A watch would be asked for again after four seconds.
  const silent = () => performance.now() - world.proxy.asked.at(-1)!.at;
  await expect.poll(silent).toBeGreaterThan(5000);
  world.create('deployments.apps', deployment());
  const next = await connected();
  expect(JSON.parse(next.received[0]!.text).view).toMatchObject({
    cluster: { state: 'ok' },
    workloads: { 'Deployment/kad': { wanted: 1 } },
  });
});

test('the caption of the talk, while a player runs', async () => {
  const scene = { number: 7, title: 'Load' };
  const caption = (text: string): Caption => ({ scene, kind: 'said', speaker: 'Ops', text });
  let now: Caption | undefined = caption('Look.');
  const changed: (() => void)[] = [];
  const source = {
    current: () => now,
    listen: (told: () => void) => {
      changed.push(told);
      return () => void changed.pop();
    },
  };
  const talk = await world.dashboard({ caption: source });
  const browser = world.browser(talk);
  await expect.poll(() => browser.view.caption).toEqual(caption('Look.'));
  now = caption('It falls.');
  changed[0]!();
  await expect.poll(() => browser.view.caption?.text).toBe('It falls.');
  now = undefined;
  changed[0]!();
  await expect.poll(() => browser.view.caption).toBeUndefined();
  await talk.close();
  expect(changed).toEqual([]);
});

test('a hundred browsers, and no more; a place that becomes free is given', async () => {
  const all = Array.from({ length: 100 }, () => world.browser(dashboard));
  await expect.poll(() => all.every((each) => each.count('view') === 1)).toBe(true);
  const refused = await fetch(new URL('events', dashboard.url));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.text()).toMatch(/^Too many browsers/);
  all[0]!.close();
  await all[0]!.ended;
  await expect
    .poll(async () => {
      const last = world.browser(dashboard);
      await Promise.race([last.ended, new Promise((resolve) => setTimeout(resolve, 300))]);
      return last.count('view');
    })
    .toBe(1);
});

test('close ends every stream, even while the API server hangs', async () => {
  const browser = await connected();
  world.proxy.fault = () => 'silent';
  await dashboard.close();
  await browser.ended;
  await expect(fetch(dashboard.url)).rejects.toThrow();
});
