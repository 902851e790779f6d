import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { program } from '../../programs/program.ts';
import { NAMESPACE, stage } from '../stage.ts';
import type { Stage } from '../stage.ts';

let world: Stage;
let kubeconfig: string;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.latency.set('kad', { rate: 40, share: 0.25, mean: 1 });
  kubeconfig = join(world.server.folder, 'proxy.kubeconfig');
  await writeFile(kubeconfig, world.proxy.kubeconfig(undefined, NAMESPACE), { mode: 0o600 });
});
afterEach(() => world.close());

function start(line: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    [program('operator-cli'), 'operator', 'run', ...line.split(' ').filter(Boolean)],
    {
      env: { PATH: process.env.PATH, HOME: world.server.folder, KUBECONFIG: kubeconfig, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()));
  const done = once(child, 'close').then(([code]) => ({ code: code as number, ...said }));
  return { child, said, done };
}

const byFlags = () => `--deployment kad --threshold-ms 500 --window 2s --prometheus ${world.prometheus.url}`;

test('once, by flags: one line, one step, the end', async () => {
  const { code, out } = await start(`${byFlags()} --once`).done;
  expect(code).toBe(0);
  expect(out).toMatch(
    /^\d\d:\d\d:\d\d {2}kad .* 25 % within 500 ms .*replicas 1→4 .*▲ objective missed, 3 more\n$/,
  );
  expect(world.replicas()).toBe(4);
});

test('--max-step bounds a step', async () => {
  const { code, out } = await start(`${byFlags()} --once --max-step 1`).done;
  expect(code).toBe(0);
  expect(out).toMatch(/replicas 1→2 .*▲ objective missed, one more\n$/);
  expect(world.replicas()).toBe(2);
});

test('--dry-run --explain shows the rule with its numbers, and changes nothing', async () => {
  const { code, out } = await start(`${byFlags()} --once --dry-run --explain`).done;
  expect(code).toBe(0);
  expect(out).toContain('(not done)');
  expect(out).toMatch(
    /more: +✓ 25 % < 80 %\n +✓ not by chance: evidence [\d.]+ of [\d.]+\n +✓ 1 < 5\n +✓ no change yet, cooldown 10 s\n/,
  );
  expect(out).toMatch(/fewer: +✓ all pods are ready and measured, no rollout\n +✗ 1 > 1\n/);
  expect(out).toMatch(/observed: 25 % within 500 ms over 2 s; 1 of 1 ready\n +40\.0 req\/s, mean 1 s/);
  expect(world.replicas()).toBe(1);
});

test('where there is nothing to do, it says so', async () => {
  expect(await start('--once').done).toMatchObject({
    code: 0,
    out: expect.stringContaining('There is no usable LatencyScaler in namespace pycont'),
  });
});

test('--json prints a line a look', async () => {
  const { out } = await start(`${byFlags()} --once --json`).done;
  expect(JSON.parse(out)).toMatchObject({
    target: `${NAMESPACE}/kad`,
    replicas: 1,
    wanted: 4,
    reason: 'ObjectiveMissed',
    done: true,
    signal: { state: 'measured', share: 0.25, rate: expect.any(Number), mean: expect.any(Number) },
  });
});

test('goes on until Ctrl-C, then gives its lease back', async () => {
  world.createScaler();
  const { child, said, done } = start('--interval 100ms');
  await vi.waitFor(() => expect(said.out.split('\n').length).toBeGreaterThan(3), 60_000);
  child.kill('SIGINT');
  expect((await done).code).toBe(0);
  expect(said.out).not.toContain('Standing by');
  expect(
    world.server.cluster.get('leases.coordination.k8s.io', NAMESPACE, 'pycont-operator')!.spec.holderIdentity,
  ).toBe('');
});

test('a Deployment that another operator scales: one line says whose it is', async () => {
  world.createScaler('kad', { cooldownSeconds: 3600 });
  const other = world.run({ leaderElection: true, identity: 'elsewhere_1' });
  await vi.waitFor(() => expect(world.replicas()).toBe(2), 60_000);
  const { code, out } = await start(`${byFlags()} --once`).done;
  expect(out).toBe('! kad: Deployment kad is scaled by pycont-operator (elsewhere_1)\n');
  expect(code).toBe(0);
  await other.stop();
});

test('a LatencyScaler that cannot be followed: its fields, in the language of the person, English for machines', async () => {
  world.createScaler('kad', { minReplicas: 4, maxReplicas: 2 });
  const english = 'maxReplicas is 2; it must be at least minReplicas (4)';
  const czech = { PYCONT_LANG: 'cs' };
  const { out, code } = await start('--once', czech).done;
  expect(out).toBe('! kad: maxReplicas je 2; musí to být aspoň minReplicas (4)\n');
  expect(code).toBe(0);
  expect((await start('--once').done).out).toBe(`! kad: ${english}\n`);
  expect((await start('--once --json', czech).done).err).toContain(`"msg":"kad: ${english}"`);
});

test.each<[string, string, RegExp, number, NodeJS.ProcessEnv?]>([
  ['a Deployment there is not', '--deployment nope', /no Deployment nope.*\n→ .*kubectl get deployments/, 1],
  ['a window too short', '--deployment kad --window 500ms', /--window is 0.5 s; .* at least 1 s\n→ /, 2],
  ['a query of nothing', '--deployment kad --query=', /--query cannot be used: it is empty\n→ /, 2],
  ['a step of nothing', '--deployment kad --max-step 0', /--max-step is 0; .*whole number from 1\n→ /, 2],
  ['bounds that contradict', '--deployment kad --min 3 --max 2', /--max is 2; .* --min \(3\)\n→ /, 2],
  [
    'a Prometheus that is none',
    '--deployment kad --prometheus ftp://x',
    /not a valid address of Prometheus\n→ /,
    2,
  ],
  [
    'a Prometheus that does not answer',
    '--deployment kad --prometheus http://127.0.0.1:1',
    /Prometheus does not answer: .*ECONNREFUSED.*\n→ check the address given with --prometheus/,
    1,
  ],
  [
    'a Prometheus that does not answer, asked for JSON',
    '--deployment kad --json --prometheus http://127.0.0.1:1',
    /Prometheus does not answer/,
    1,
  ],
  [
    'a Service of Prometheus that is not there',
    '--deployment kad --prometheus other/monitor:9091',
    /Prometheus refuses: other\/monitor:9091: .*404.*\n→ see 'kubectl get service monitor --namespace other'/,
    1,
  ],
  [
    'a Prometheus with a password that is none',
    '--deployment kad --prometheus http://me:hunter2@127.0.0.1:99999',
    /^http:\/\/127\.0\.0\.1:99999 is not a valid address of Prometheus\n→ /,
    2,
  ],
  ['a selector that cannot be read', '--selector !!kad==', /could not list Deployments: .*\(400\)\n→ /, 2],
  ['both ways to choose', '--deployment kad --selector app=kad', /cannot be combined.*\n→ /, 2],
  ['a context there is not', '--deployment kad --context nowhere', /no kube context nowhere\n→ /, 1],
  [
    'a kubeconfig that cannot be read',
    '--deployment kad',
    /cannot be read.*\n→ /,
    1,
    { KUBECONFIG: '/nowhere' },
  ],
  ['no cluster at all', '--deployment kad', /no kube context.*\n→ /, 1, { KUBECONFIG: '' }],
])('%s: what is wrong, and what to do', async (_what, line, expected, code, env) => {
  const result = await start(`${line} --once`, env).done;
  expect(result.err).toMatch(expected);
  expect(result.err).not.toMatch(/ at .*:\d+:\d+/);
  expect(result.code).toBe(code);
});

test('an API server that does not answer', async () => {
  await world.proxy.down();
  const { code, err } = await start('--once').done;
  expect(err).toMatch(/does not answer.*\n→ .*pycont stage up/);
  expect(code).toBe(1);
});

test('a port that there is not', async () => {
  expect(await start(`${byFlags()} --metrics-port 99999 --once`).done).toMatchObject({
    code: 2,
    err: expect.stringMatching(/99999 is not a valid port/),
  });
});

test('a port that is taken', async () => {
  const { code, err } = await start(`${byFlags()} --metrics-port ${world.prometheus.port}`).done;
  expect(err).toMatch(/metrics cannot be served: .*EADDRINUSE.*\n→ choose another port/);
  expect(code).toBe(1);
});

test('a lease that may not be written is no fault of pycont', async () => {
  world.proxy.fault = ({ method, path }) =>
    method === 'POST' && path.includes('/leases') ? { status: 403 } : undefined;
  const { code, err } = await start(`${byFlags()} --once`).done;
  expect(err).toMatch(/could not create the lease.*\n→ .*--no-leader-election/);
  expect(code).toBe(1);
});

test('an empty name does not mean every Deployment', async () => {
  for (const flag of ['--deployment=', '--selector='])
    expect(await start(`${flag} --once`).done).toMatchObject({
      code: 2,
      err: expect.stringMatching(/It is empty/),
    });
  expect(world.replicas()).toBe(1);
});

test('a password in the address of Prometheus is used, but not shown', async () => {
  const given: (string | undefined)[] = [];
  world.prometheus.answer((request, response) => {
    given.push(request.headers.authorization);
    response.writeHead(503).end();
  });
  const address = world.prometheus.url.replace('//', '//me:hunter2@');
  const { out, err } = await start(`--deployment kad --prometheus ${address} --once`).done;
  expect(given[0]).toBe(`Basic ${Buffer.from('me:hunter2').toString('base64')}`);
  expect(out).toContain(`${world.prometheus.url}: Prometheus answers 503`);
  const told = world.events('LatencyUnknown').map(({ message }) => message);
  expect(told).toHaveLength(1);
  expect(JSON.stringify([out, err, told])).not.toContain('hunter2');
});

test.each([
  ['fails without a word', { command: 'false' }, 'Error'],
  ['is not there', { command: 'no-such-program' }, 'ENOENT'],
  ['does not come to an end', { command: 'sleep', args: ['30'] }, 'no answer within 10 s'],
])('a program for credentials that %s', async (_what, program, why) => {
  const config = JSON.parse(world.proxy.kubeconfig(undefined, NAMESPACE));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never', ...program };
  config.users[0].user = { exec };
  await writeFile(kubeconfig, JSON.stringify(config));
  const { code, err } = await start(`${byFlags()} --once`).done;
  expect(err).toContain(`cannot get the credentials of the kube context`);
  expect(err).toContain(why);
  expect(code).toBe(1);
});
