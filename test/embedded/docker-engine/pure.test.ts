import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { humanDuration } from '../../../src/embedded/docker-engine/duration.ts';
import { createEngine } from '../../../src/embedded/docker-engine/engine.ts';
import { EngineError, wireError } from '../../../src/embedded/docker-engine/errors.ts';
import { afterCheck } from '../../../src/embedded/docker-engine/containers/health.ts';
import type { HealthState } from '../../../src/embedded/docker-engine/containers/health.ts';
import { hostsContent } from '../../../src/embedded/docker-engine/networks/hosts.ts';
import { findByNameOrId } from '../../../src/embedded/docker-engine/names.ts';
import { restartDelay, shouldRestart } from '../../../src/embedded/docker-engine/containers/restart.ts';
import { engineSocketPath } from '../../../src/embedded/docker-engine/server/socket-path.ts';
import type { RestartPolicy } from '../../../src/embedded/docker-engine/types.ts';

test.each([
  ['no', 0, 1, false],
  ['on-failure', 0, 0, false],
  ['on-failure', 0, 1, true],
  ['on-failure', 2, 1, true],
  ['always', 0, 0, true],
  ['unless-stopped', 0, 0, true],
] as const)(
  'restart policy %s, at most %i: exit code %i restarts %s',
  (name, maximumRetries, exitCode, restarts) => {
    const policy: RestartPolicy = { name, maximumRetries };
    expect(shouldRestart(policy, { exitCode, stoppedByHand: false, restarts: 0 })).toBe(restarts);
    expect(shouldRestart(policy, { exitCode, stoppedByHand: true, restarts: 0 })).toBe(false);
  },
);

test('on-failure gives up after its retries', () => {
  const policy: RestartPolicy = { name: 'on-failure', maximumRetries: 2 };
  const at = (restarts: number) => shouldRestart(policy, { exitCode: 1, stoppedByHand: false, restarts });
  expect([at(0), at(1), at(2)]).toEqual([true, true, false]);
});

test('the delay doubles up to a minute and is reset after a long run', () => {
  expect(restartDelay(undefined, 0)).toBe(100);
  expect(restartDelay(100, 0)).toBe(200);
  expect(restartDelay(51_200, 0)).toBe(60_000);
  expect(restartDelay(51_200, 10_000)).toBe(100);
});

test.each([
  [999, 'Less than a second'],
  [1_000, '1 second'],
  [59_000, '59 seconds'],
  [60_000, 'About a minute'],
  [150_000, '2 minutes'],
  [3_600_000, 'About an hour'],
  [7_200_000, '2 hours'],
  [3 * 86_400_000, '3 days'],
  [15 * 86_400_000, '2 weeks'],
  [90 * 86_400_000, '3 months'],
  [800 * 86_400_000, '2 years'],
])('%i ms: %s', (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text);
});

test('a hosts file has a line per address', () => {
  const own = { address: '127.9.1.2', names: ['abc'] };
  const peers = [
    { address: '127.9.1.2', names: ['kad', 'abc'] },
    { address: '127.9.1.3', names: ['redis'] },
  ];
  expect(hostsContent(own, peers)).toBe(
    '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n127.9.1.2\tkad abc\n127.9.1.3\tredis\n',
  );
});

test('names before ids, ids by a unique prefix', () => {
  const all = [
    { id: 'abc1', name: 'one' },
    { id: 'abc2', name: 'abc1' },
  ];
  expect(findByNameOrId(all, '/one')?.id).toBe('abc1');
  expect(findByNameOrId(all, 'abc2')?.id).toBe('abc2');
  expect(findByNameOrId(all, 'nope')).toBeUndefined();
  expect(() => findByNameOrId(all, 'abc')).toThrow('multiple IDs found with provided prefix: abc');
});

const plan = { test: ['CMD', 'x'], intervalSeconds: 1, timeoutSeconds: 1, retries: 2, startPeriodSeconds: 5 };
const result = (exitCode: number) => ({ start: '', end: '', exitCode, output: '' });
const after = (codes: number[], age: number) =>
  codes.reduce<HealthState>((state, code) => afterCheck(state, plan, result(code), age), {
    status: 'starting',
    failingStreak: 0,
    log: [],
  });

test.each([
  [[0], 0, 'healthy'],
  [[1, 1, 1], 0, 'starting'],
  [[1, 1], 6, 'unhealthy'],
  [[0, 1], 0, 'healthy'],
  [[0, 1, 1], 0, 'unhealthy'],
  [[1, 1, 0], 6, 'healthy'],
])('checks %j at an age of %i s: %s', (codes, age, status) => {
  expect(after(codes, age).status).toBe(status);
});

test('errors are sent with a remedy, never with a stack', () => {
  expect(wireError(new EngineError('no', { exitCode: 125, remedy: 'yes' }))).toEqual({
    message: 'no',
    remedy: 'yes',
    exitCode: 125,
  });
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(wireError(full)).toMatchObject({ exitCode: 1, remedy: expect.stringContaining('Make room') });
  expect(wireError(new Error('x'))).toEqual({ message: 'x', exitCode: 1 });
});

test('networks and named volumes are kept over a restart, anonymous volumes are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-engine-'));
  try {
    const home = { root: folder, volumes: join(folder, 'volumes') };
    const parts = { runtime: { onChange: () => () => {} }, images: {}, network: {} };
    const open = () => createEngine({ ...parts, home } as unknown as Parameters<typeof createEngine>[0]);
    const first = open();
    const { id } = first.networks.create('pycont', 'bridge', {});
    first.volumes.ensure('kept');
    first.volumes.ensure();
    expect(first.volumes.list()).toHaveLength(2);
    const second = open();
    expect(second.networks.get('pycont').id).toBe(id);
    expect(second.volumes.list().map(({ name }) => name)).toEqual(['kept']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a home with a path too long for a socket gets a short one', () => {
  const deep = `/${'home/'.repeat(30)}engine.sock`;
  const short = engineSocketPath(deep, { XDG_RUNTIME_DIR: '/run/user/1000' });
  expect(short).toMatch(/^\/run\/user\/1000\/pycont-[0-9a-f]{12}\/engine\.sock$/);
  expect(engineSocketPath(`${deep}2`, { XDG_RUNTIME_DIR: '/run/user/1000' })).not.toBe(short);
  expect(engineSocketPath(deep, { XDG_RUNTIME_DIR: deep })).toMatch(/^\/tmp\/pycont-/);
  expect(engineSocketPath('/home/me/engine.sock', {})).toBe('/home/me/engine.sock');
});
