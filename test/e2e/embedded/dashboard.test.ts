/** The dashboard in Chromium, beside what the API server of the embedded stage says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lag, openDashboard, watchPods } from '../dashboard.ts';
import type { Opened, Seen, Told } from '../dashboard.ts';
import { CHROMIUM } from '../../chromium.ts';
import { pycont } from '../rehearsal.ts';
import { deployApp, stageEnvironment } from '../rolling-update.ts';

let home: string;
let env: Record<string, string>;
let dashboard: Opened;
let pods: Awaited<ReturnType<typeof watchPods>>;

const kubectl = (...args: string[]) =>
  execa('kubectl', [...args, '--namespace=pycont'], { env, timeout: 60_000 });
const rolledOut = () => kubectl('rollout', 'status', 'deployment/kad', '--timeout=50s');
const text = (selector: string) => async () =>
  (await dashboard.page.locator(selector).allInnerTexts()).join(' ');
const states = async (pod: string) =>
  (await dashboard.seen()).filter((each) => each.pod === pod).map(({ state }) => state);
/** Of the Deployment, as they are now. */
const tiles = () =>
  dashboard.page.evaluate(
    `[...document.querySelectorAll('[data-pod^="kad-"]:not(.gone)')].map(({ dataset }) => dataset.state)`,
  );
const tileNames = () =>
  dashboard.page.evaluate(
    `[...document.querySelectorAll('[data-pod^="kad-"]:not(.gone)')].map(({ dataset }) => dataset.pod)`,
  ) as Promise<string[]>;

/** Prints how long the page took, and returns it: it must have shown all that the API server told. */
async function lags(
  what: string,
  told: Told[],
  holds: (told: Told) => boolean,
  shows: (seen: Seen) => boolean,
) {
  const seen = await dashboard.seen();
  const names = [...new Set(told.filter(holds).map(({ pod }) => pod))];
  const found = names.map((name) =>
    lag(
      told.filter(({ pod }) => pod === name),
      holds,
      seen.find((each) => each.pod === name && shows(each)),
    ),
  );
  console.log(`${what}: shown after ${found.join(', ')} ms`);
  expect(names).not.toEqual([]);
  expect(found.filter(Number.isNaN)).toEqual([]);
}

describe.skipIf(!CHROMIUM)('the dashboard', () => {
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'pycont-dashboard-'));
  });
  afterAll(async () => {
    await pods?.stop();
    await dashboard?.close();
    await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test('it waits for the stage, and follows when it comes', async () => {
    // Nothing of the stage's environment is needed to find it.
    dashboard = await openDashboard({ PATH: process.env.PATH!, HOME: home, PYCONT_HOME: home });
    await expect.poll(text('header')).toContain('the embedded stage is down');
    env = await stageEnvironment('embedded', home);
    await expect.poll(text('header')).toContain('live');
    expect(await text('header')()).toContain('embedded');
    pods = await watchPods(env.KUBECONFIG!, 'app=kad');
    await deployApp(env);
    await expect.poll(tiles).toEqual(['ready']);
    expect(await text('.graph')()).toContain('Nothing is measured');
  });

  test('tiles follow a scale', async () => {
    const before = pods.told.length;
    await kubectl('scale', 'deployment/kad', '--replicas=3');
    await rolledOut();
    await expect.poll(tiles).toEqual(['ready', 'ready', 'ready']);
    const up = pods.told.slice(before);
    const isNew = ({ pod }: Told) => !pods.told.slice(0, before).some((each) => each.pod === pod);
    await lags('scaled up, a tile', up, isNew, () => true);
    await lags(
      'scaled up, ready',
      up,
      (told) => isNew(told) && told.ready,
      ({ state }) => state === 'ready',
    );
    await kubectl('scale', 'deployment/kad', '--replicas=1');
    await expect.poll(tiles).toEqual(['ready']);
    const gone = pods.told.filter(({ terminating }) => terminating).map(({ pod }) => pod);
    expect(new Set(gone).size).toBe(2);
    for (const pod of new Set(gone))
      await expect.poll(() => states(pod)).toEqual(expect.arrayContaining(['ready', 'terminating', 'gone']));
    await lags(
      'scaled down, terminating',
      pods.told,
      ({ terminating }) => terminating,
      ({ state }) => state === 'terminating',
    );
  });

  test('tiles follow a rollout, the old version beside the new one', async () => {
    const [old] = await tileNames();
    await execa('docker', ['tag', 'prgcont/pycont-app:0.0', 'prgcont/pycont-app:0.1'], { env });
    const before = pods.told.length;
    await kubectl('set', 'image', 'deployment/kad', 'kad=prgcont/pycont-app:0.1');
    await rolledOut();
    await expect.poll(async () => (await tileNames()).filter((name) => name !== old).length).toBe(1);
    await expect.poll(tiles).toEqual(['ready']);
    const [name] = await tileNames();
    const seen = await dashboard.seen();
    const first = (pod: string, state: string) =>
      seen.find((each) => each.pod === pod && each.state === state)!.at;
    expect(seen.find(({ pod }) => pod === name)).toMatchObject({ version: '0.1' });
    // The old one ends when the new one is ready, not before.
    expect(first(name!, 'ready')).toBeLessThanOrEqual(first(old!, 'terminating'));
    await lags(
      'rolled out, ready',
      pods.told.slice(before),
      ({ pod, ready }) => pod === name && ready,
      ({ state }) => state === 'ready',
    );
  });

  test('tiles follow a crash', async () => {
    const [name] = await tileNames();
    const before = pods.told.length;
    await execa('curl', ['-s', `${env.APP_URL}/action/terminate`], { env, reject: false });
    await expect.poll(() => states(name!)).toContain('crashed');
    await expect.poll(tiles).toEqual(['ready']);
    await expect.poll(text(`[data-pod="${name}"] .aside`)).toBe('1');
    await lags(
      'crashed',
      pods.told.slice(before),
      ({ pod, ready }) => pod === name && !ready,
      ({ state }) => state === 'crashed',
    );
  });

  test('what is away is said, and the page comes back with the stage', async () => {
    await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: home });
    await expect.poll(text('header')).toContain('the embedded stage is down');
    await pycont(['--stage', 'embedded', 'stage', 'up'], { PYCONT_HOME: home });
    await expect.poll(text('header')).toContain('live');
    await expect.poll(tiles).toEqual(['ready']);
    expect(dashboard.complaints).toEqual([]);
  });
});
