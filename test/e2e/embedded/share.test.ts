/**
 * The share of requests within 500 ms: what the load generator measures, what `pycont graph` and the dashboard read from
 * Prometheus, and what the operator acts on are the same.
 */
import { once } from 'node:events';
import { execa } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../dashboard/browser.ts';
import type { LoadSecond } from '../../../src/load/index.ts';
import { packageRoot } from '../../../src/system/package-root.ts';
import { pycont } from '../rehearsal.ts';
import { deployApp, stageEnvironment } from '../rolling-update.ts';

/** Seconds that the graph looks back. */
const WINDOW = 15;
/** Until then, the first requests have been answered, and scraped. */
const STEADY = 5;

let home: string;
let env: Record<string, string>;
let endDashboard: () => Promise<unknown>;
let browser: Browser;
const run = (program: string, ...args: string[]) => execa(program, args, { env, cwd: packageRoot() });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-share-'));
  env = { ...(await stageEnvironment('embedded', home)), PYCONT_HOME: home };
  await deployApp(env);
  await run('kubectl', 'apply', '-k', 'deploy/monitoring');
  await run('kubectl', 'rollout', 'status', 'deployment/prometheus', '--namespace=pycont', '--timeout=80s');
  const bin = join(packageRoot(), 'bin', 'pycont');
  const dashboard = execa(process.execPath, [bin, 'dashboard', '--port', '0', '--json'], {
    env,
    reject: false,
  });
  endDashboard = () => {
    dashboard.kill('SIGINT');
    return dashboard;
  };
  const [line] = (await once(createInterface({ input: dashboard.stdout }), 'line')) as [string];
  browser = new Browser((JSON.parse(line) as { url: string }).url);
}, 180_000);

afterAll(async () => {
  browser?.close();
  await endDashboard?.();
  await pycont(['stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

const last = async (...args: string[]) => {
  const { stdout, stderr } = await pycont(args, env);
  const line = stdout.trim().split('\n').at(-1);
  if (!line) throw new Error(stderr);
  return JSON.parse(line) as { share: number; signal: { share: number } };
};
const operator = 'operator run --deployment kad --threshold-ms 500 --once --dry-run --json --window';

/** `pycont load`, and its seconds from when it is steady. */
function load(...args: string[]) {
  const bin = join(packageRoot(), 'bin', 'pycont');
  const running = execa(process.execPath, [bin, 'load', '--json', ...args], { env, reject: false });
  const seconds: LoadSecond[] = [];
  const done = (async () => {
    for await (const line of createInterface({ input: running.stdout })) {
      seconds.push(JSON.parse(line) as LoadSecond);
      if (seconds.length === STEADY + WINDOW) return seconds.slice(STEADY);
    }
    throw new Error('the load ended too early');
  })();
  const stop = () => {
    running.kill('SIGINT');
    return running;
  };
  return { done, stop };
}

/** What all say of these loads at once. */
async function shares(...loads: string[]) {
  const running = loads.map((each) => load(...each.split(' ')));
  try {
    const seconds = (await Promise.all(running.map(({ done }) => done))).flat();
    const [graph, { signal }] = await Promise.all([
      last('graph', '--once', '--json'),
      last(...operator.split(' '), `${WINDOW}`),
    ]);
    const shown = browser.points.at(-1)?.share;
    const requests = seconds.reduce((sum, second) => sum + second.requests, 0);
    const within = seconds.reduce((sum, second) => sum + second.requests * (second.shareWithin ?? 0), 0);
    return { load: within / requests, graph: graph.share, operator: signal.share, dashboard: shown };
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
  }
}

// One replica has four workers for 110 ms each: four users never wait, forty for ten rounds. Figures close to 500 ms
// would tell how busy the machine is: the client sees its own delays, and the app does not.
test.each([
  ['all are fast', ['--slow --connections 4'], 1],
  ['about half are', ['--slow --connections 40', '--rate 30'], 0.5],
])('they agree to 2 points where %s', async (_, loads, about) => {
  const { load, graph, operator, dashboard } = await shares(...loads);
  console.log(`load ${load}, graph ${graph}, operator ${operator}, dashboard ${dashboard}`);
  expect(Math.abs(load - about)).toBeLessThan(0.2);
  expect(Math.abs(graph - load)).toBeLessThanOrEqual(0.02);
  expect(Math.abs(operator - load)).toBeLessThanOrEqual(0.02);
  expect(Math.abs(dashboard! - load)).toBeLessThanOrEqual(0.02);
});
