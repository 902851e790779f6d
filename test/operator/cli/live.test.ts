/** `pycont operator run` in a real terminal. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Terminal } from '../../cli/terminal.ts';
import { program } from '../../programs/program.ts';
import { NAMESPACE, stage } from '../stage.ts';
import type { Stage } from '../stage.ts';

const PROGRAM = program('operator-cli');

let world: Stage;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.createScaler();
  world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
  const kubeconfig = join(world.folder, 'proxy.kubeconfig');
  await writeFile(kubeconfig, world.proxy.kubeconfig(undefined, NAMESPACE), { mode: 0o600 });
  env = { PATH: process.env.PATH, HOME: world.folder, KUBECONFIG: kubeconfig, TERM: 'xterm-256color' };
});
afterEach(() => world.close());

// oxlint-disable-next-line no-control-regex
const COLOUR = /\u001B\[3\d(;\d+)*m/;

const open = (...flags: string[]): Terminal =>
  new Terminal([PROGRAM, 'operator', 'run', '--interval', '100ms', ...flags], env, process.execPath);

test('shows what it sees and does; Ctrl-C ends it, gives the lease back and the cursor too', async () => {
  const terminal = open();
  await terminal.sees('100 % within 500 ms');
  await terminal.sees('1 of 1 ready, 1 to 5');
  world.latency.set('kad', { rate: 40, share: 0.2, mean: 1 });
  await terminal.sees('1→2');
  await terminal.sees('▲ objective missed, one more');
  await terminal.sees('2 of 2 ready');
  expect(world.holder()).not.toBe('');
  terminal.press('\u0003');
  expect(await terminal.ends()).toBe(0);
  expect(world.holder()).toBe('');
  expect(terminal.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001B[?25l'));
});

test('a terminal that a build server opens is one, too', async () => {
  env.CI = '1';
  const terminal = open();
  await terminal.sees('1 of 1 ready, 1 to 5');
  terminal.press('\u0003');
  expect(await terminal.ends()).toBe(0);
});

test('Ctrl-C again ends it though nothing answers', async () => {
  const terminal = open();
  await terminal.sees('100 % within 500 ms');
  world.proxy.fault = () => 'silent';
  // Two at once may be one to the process.
  const failFast = setInterval(() => terminal.press('\u0003'), 100);
  expect(await terminal.ends().finally(() => clearInterval(failFast))).toBe(130);
});

test.each([
  ['colours', {}, true],
  ['no colours where they are not wanted', { NO_COLOR: '1' }, false],
])('%s', async (_what, more, expected) => {
  env = { ...env, ...more };
  const terminal = open();
  await terminal.sees('100 % within 500 ms');
  terminal.press('\u0003');
  await terminal.ends();
  expect(COLOUR.test(terminal.raw)).toBe(expected);
});

test('a Deployment that another operator scales: it says whose it is', async () => {
  const other = world.run({ leaderElection: true, identity: 'elsewhere_1' });
  await vi.waitFor(() => expect(other.evaluations.length).toBeGreaterThan(0), 60_000);
  const terminal = open('--deployment', 'kad', '--threshold-ms', '500', '--prometheus', world.prometheus.url);
  await terminal.sees('! kad: Deployment kad is scaled by pycont-operator (elsewhere_1)');
  await terminal.sees('│ kad: Deployment kad is scaled by pycont-operator (elsewhere_1)');
  await other.stop();
  await terminal.sees('within 500 ms');
  terminal.press('\u0003');
  expect(await terminal.ends()).toBe(0);
});

test('a dry run says so', async () => {
  world.latency.set('kad', { rate: 40, share: 0.2, mean: 1 });
  const terminal = open('--dry-run');
  await terminal.sees('(not done)');
  await terminal.sees('changes nothing');
  terminal.press('\u0003');
  await terminal.ends();
  expect(world.replicas()).toBe(1);
});
