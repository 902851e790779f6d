import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modes } from '../containers/fixture.ts';
import { openKubelet } from './fixture.ts';

const poll = (read: () => unknown) => expect.poll(read, { timeout: 15_000, interval: 20 });

describe.each(modes)('in mode %s', (mode) => {
  test('a pod runs, is ready, has an address that answers, and has its events', async () => {
    await using fixture = await openKubelet({ mode });
    const { cluster, network } = fixture;
    fixture.pod('web', { readinessProbe: { httpGet: { port: 5000 }, periodSeconds: 1 } });
    await poll(() => fixture.ready('web')).toBe(true);
    const { status } = fixture.get('web')!;
    expect(status).toMatchObject({ phase: 'Running', qosClass: 'BestEffort', hostIP: network.nodeAddress });
    expect(status.podIPs).toEqual([{ ip: status.podIP }]);
    expect(status.containerStatuses[0]).toMatchObject({ restartCount: 0, ready: true, started: true });
    expect(status.containerStatuses[0].containerID).toMatch(/^pycont:\/\/[0-9a-f]{64}$/);
    const response = await fetch(`http://${status.podIP}:5000/`);
    expect(await response.text()).toBe('hello');
    expect(fixture.events('web').slice(0, 3)).toEqual([
      'Pulled: Container image "server:1" already present on machine',
      'Created: Created container: main',
      'Started: Started container main',
    ]);
    expect(await fixture.log('web')).toBe('listening\n');
    expect(cluster.get('pods', 'default', 'web')!.metadata.deletionTimestamp).toBeUndefined();
  });

  test('deleted, it gets its stop signal, terminates, and leaves nothing', async () => {
    await using fixture = await openKubelet({ mode });
    fixture.pod('web', {}, { terminationGracePeriodSeconds: 60 });
    await poll(() => fixture.status('web')?.ready).toBe(true);
    await poll(() => fixture.log('web')).toBe('listening\n');
    const seen: number[] = [];
    fixture.runtime.onChange(({ state }) => state.phase === 'exited' && seen.push(state.exitCode));
    fixture.cluster.delete('pods', 'default', 'web');
    expect(fixture.get('web')?.metadata.deletionTimestamp).toBeDefined();
    await poll(() => fixture.get('web')).toBeUndefined();
    expect(seen).toEqual([0]);
    expect(fixture.events('web')).toContain('Killing: Stopping container main');
    await poll(() => fixture.runtime.list()).toEqual([]);
    await poll(() => readdirSync(join(fixture.base, 'volumes'))).toEqual([]);
  });

  test('if it ignores its stop signal, it is killed after the grace period, immediately if that is 0', async () => {
    await using fixture = await openKubelet({ mode });
    const ignoresTerm = ['sh', '-c', 'trap "" TERM; echo up; while true; do sleep 0.1; done'];
    fixture.pod('slow', { command: ignoresTerm }, { terminationGracePeriodSeconds: 1 });
    fixture.pod('forced', { command: ignoresTerm }, { terminationGracePeriodSeconds: 3600 });
    await poll(() => fixture.log('slow').catch(() => '')).toBe('up\n');
    await poll(() => fixture.log('forced').catch(() => '')).toBe('up\n');
    const seen: number[] = [];
    fixture.runtime.onChange(({ state }) => state.phase === 'exited' && seen.push(state.exitCode));
    fixture.cluster.delete('pods', 'default', 'slow');
    fixture.cluster.delete('pods', 'default', 'forced');
    await poll(() => fixture.get('slow')).toBeUndefined();
    expect(fixture.get('forced')).toBeDefined();
    fixture.cluster.delete('pods', 'default', 'forced', { gracePeriodSeconds: 0 });
    await poll(() => fixture.get('forced')).toBeUndefined();
    await poll(() => seen).toEqual([137, 137]);
  });

  test('a crashing container waits longer each time, and keeps the log of the previous instance', async () => {
    await using fixture = await openKubelet({ mode, restartBackoff: { initialMs: 300, maxMs: 5000 } });
    const waits: string[] = [];
    fixture.cluster.watch('pods', {}, ({ object }) => {
      const message = object.status?.containerStatuses?.[0]?.state?.waiting?.message as string | undefined;
      if (message && waits.at(-1) !== message) waits.push(message);
    });
    const { metadata } = fixture.pod('bad', { command: ['sh', '-c', 'echo boom; exit 3'] });
    const where = `container=main pod=bad_default(${metadata.uid})`;
    await poll(() => waits.slice(0, 3)).toEqual([
      `back-off 300ms restarting failed ${where}`,
      `back-off 600ms restarting failed ${where}`,
      `back-off 1.2s restarting failed ${where}`,
    ]);
    const status = fixture.status('bad')!;
    expect(status.restartCount).toBeGreaterThanOrEqual(3);
    expect(status.lastState.terminated).toMatchObject({ exitCode: 3, reason: 'Error' });
    expect(fixture.get('bad')!.status.phase).toBe('Running');
    expect(await fixture.log('bad')).toBe('boom\n');
    expect(await fixture.log('bad', { previous: true })).toBe('boom\n');
    expect(fixture.events('bad')).toContain(
      `BackOff: Back-off restarting failed container main in pod bad_default(${metadata.uid})`,
    );
  });
});

test('restart policies: Never and OnFailure end a pod, with its phase', async () => {
  await using fixture = await openKubelet();
  fixture.pod('done', { command: ['true'] }, { restartPolicy: 'OnFailure' });
  fixture.pod('failed', { command: ['sh', '-c', 'exit 2'] }, { restartPolicy: 'Never' });
  await poll(() => fixture.get('done')!.status.phase).toBe('Succeeded');
  await poll(() => fixture.get('failed')!.status.phase).toBe('Failed');
  expect(fixture.status('done')!.state).toMatchObject({ terminated: { exitCode: 0, reason: 'Completed' } });
  expect(fixture.status('failed')).toMatchObject({
    restartCount: 0,
    state: { terminated: { exitCode: 2, reason: 'Error' } },
  });
});

test('init containers run one after the other before the main ones', async () => {
  await using fixture = await openKubelet();
  const mounts = { volumeMounts: [{ name: 'shared', mountPath: '/shared' }], image: 'server:1' };
  fixture.pod(
    'ordered',
    { ...mounts, command: ['sh', '-c', 'cat /shared/log; sleep 1000'] },
    {
      volumes: [{ name: 'shared', emptyDir: {} }],
      initContainers: [
        { ...mounts, name: 'one', command: ['sh', '-c', 'sleep 0.2; echo one >>/shared/log'] },
        { ...mounts, name: 'two', command: ['sh', '-c', 'echo two >>/shared/log'] },
      ],
    },
  );
  expect(fixture.status('ordered')?.state).toEqual({ waiting: { reason: 'PodInitializing' } });
  await poll(() => fixture.log('ordered').catch(() => '')).toBe('one\ntwo\n');
  await poll(() => fixture.ready('ordered')).toBe(true);
  expect(fixture.status('ordered', 'one')).toMatchObject({ state: { terminated: { reason: 'Completed' } } });
});

test('a pod waits for a missing image, with the reasons that kubectl shows, and starts when it appears', async () => {
  await using fixture = await openKubelet();
  const reasons: string[] = [];
  fixture.cluster.watch('pods', {}, ({ object }) => {
    const reason = object.status?.containerStatuses?.[0]?.state?.waiting?.reason as string | undefined;
    if (reason && reasons.at(-1) !== reason) reasons.push(reason);
  });
  fixture.pod('early', { image: 'later:1' });
  await poll(() => reasons).toEqual(['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff']);
  expect(fixture.get('early')!.status.phase).toBe('Pending');
  expect(() => fixture.kubelet.logs('default', 'early', undefined, {})).toThrow(
    'container "main" in pod "early" is waiting to start: trying and failing to pull image',
  );
  expect(fixture.events('early')).toContain('BackOff: Back-off pulling image "later:1"');
  fixture.images.set('later:1', fixture.images.get('server:1')!);
  await poll(() => fixture.ready('early')).toBe(true);
});

test('a missing program gives an event and is retried', async () => {
  await using fixture = await openKubelet();
  fixture.pod('typo', { command: ['nodde'] });
  await poll(() => fixture.status('typo')?.restartCount ?? 0).toBeGreaterThan(0);
  expect(fixture.events('typo').join('\n')).toContain('exec: "nodde": executable file not found in $PATH');
  expect(fixture.status('typo')!.lastState.terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
});

test('after a restart of the node, pods come back and the restart counts', async () => {
  await using fixture = await openKubelet();
  fixture.pod('web', {});
  fixture.pod('once', { command: ['true'] }, { restartPolicy: 'Never' });
  fixture.pod('leaving', { command: ['sleep', '1000'] });
  await poll(() => ['web', 'leaving'].every((name) => fixture.ready(name))).toBe(true);
  await poll(() => fixture.get('once')!.status.phase).toBe('Succeeded');
  await fixture.kubelet.close();
  fixture.cluster.delete('pods', 'default', 'leaving');
  await fixture.restart();
  await poll(() => fixture.status('web')?.restartCount).toBe(1);
  await poll(() => fixture.ready('web')).toBe(true);
  expect(fixture.status('web')!.lastState.terminated).toMatchObject({ exitCode: 255, reason: 'Unknown' });
  expect(fixture.get('leaving')).toBeUndefined();
  expect(fixture.get('once')!.status.phase).toBe('Succeeded');
});

test('a pod deleted while it waits to start is removed immediately', async () => {
  await using fixture = await openKubelet();
  fixture.pod('never', { envFrom: [{ configMapRef: { name: 'missing' } }] });
  await poll(() => fixture.status('never')?.state).toEqual({
    waiting: { reason: 'CreateContainerConfigError', message: 'configmap "missing" not found' },
  });
  fixture.cluster.delete('pods', 'default', 'never');
  await poll(() => fixture.get('never')).toBeUndefined();
});

test('hooks: postStart before it is running, preStop before the stop signal', async () => {
  await using fixture = await openKubelet();
  const volume = { volumes: [{ name: 'shared', hostPath: { path: fixture.base } }] };
  fixture.pod(
    'hooked',
    {
      volumeMounts: [{ name: 'shared', mountPath: '/shared' }],
      lifecycle: {
        postStart: { exec: { command: ['sh', '-c', 'echo started >>/shared/hooks'] } },
        preStop: { exec: { command: ['sh', '-c', 'echo stopping >>/shared/hooks'] } },
      },
    },
    { ...volume, terminationGracePeriodSeconds: 60 },
  );
  await poll(() => fixture.ready('hooked')).toBe(true);
  // Before that it has no handler, and a signal to PID 1 would be lost.
  await poll(() => fixture.log('hooked')).toBe('listening\n');
  expect(await fixture.exec('hooked', 'cat', '/shared/hooks')).toBe('started\n');
  fixture.cluster.delete('pods', 'default', 'hooked');
  await poll(() => fixture.get('hooked')).toBeUndefined();
  const { readFileSync } = await import('node:fs');
  expect(readFileSync(join(fixture.base, 'hooks'), 'utf8')).toBe('started\nstopping\n');
});
