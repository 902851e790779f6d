import { expect, test } from 'vitest';
import { openKubelet } from './fixture.ts';

const poll = (read: () => unknown) => expect.poll(read, { timeout: 15_000, interval: 20 });

test('readiness follows the probe in both directions, and the event has the failure', async () => {
  await using fixture = await openKubelet();
  fixture.pod('web', {
    readinessProbe: { httpGet: { port: 'http', path: '/check' }, periodSeconds: 1, failureThreshold: 1 },
    ports: [{ name: 'http', containerPort: 5000 }],
  });
  await poll(() => fixture.ready('web')).toBe(true);
  await fixture.exec('web', 'touch', '/tmp/fail');
  await poll(() => fixture.ready('web')).toBe(false);
  expect(fixture.events('web')).toContain(
    'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 500',
  );
  expect(
    fixture.get('web')!.status.conditions.find(({ type }: { type: string }) => type === 'Ready'),
  ).toMatchObject({
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [main]',
  });
  await fixture.exec('web', 'rm', '/tmp/fail');
  await poll(() => fixture.ready('web')).toBe(true);
  expect(fixture.status('web')!.restartCount).toBe(0);
});

test('a failing liveness probe restarts the container', async () => {
  await using fixture = await openKubelet();
  fixture.pod('web', {
    livenessProbe: {
      exec: { command: ['sh', '-c', '! cat /tmp/fail'] },
      periodSeconds: 1,
      failureThreshold: 1,
    },
  });
  await poll(() => fixture.log('web').catch(() => '')).toBe('listening\n');
  await fixture.exec('web', 'sh', '-c', 'echo broken >/tmp/fail');
  await poll(() => fixture.status('web')?.restartCount).toBe(1);
  const events = fixture.events('web');
  expect(events).toContain('Unhealthy: Liveness probe failed: broken');
  expect(events).toContain('Killing: Container main failed liveness probe, will be restarted');
  await poll(() => fixture.ready('web')).toBe(true);
  expect(await fixture.log('web', { previous: true })).toBe('listening\nbye\n');
});

test('no other probe runs before the startup probe has passed, and a container that never passes is restarted', async () => {
  await using fixture = await openKubelet();
  fixture.pod('slow', {
    startupProbe: { exec: { command: ['test', '-e', '/tmp/up'] }, periodSeconds: 1, failureThreshold: 30 },
    livenessProbe: { exec: { command: ['false'] }, periodSeconds: 1, failureThreshold: 1 },
  });
  fixture.pod('never', {
    startupProbe: { tcpSocket: { port: 4999 }, periodSeconds: 1, failureThreshold: 2 },
  });
  await poll(() => fixture.status('never')?.restartCount ?? 0).toBeGreaterThan(0);
  expect(fixture.events('never')).toContain(
    'Killing: Container main failed startup probe, will be restarted',
  );
  expect(fixture.events('never').join()).toMatch(
    /Startup probe failed: dial tcp 127[.\d]+:4999: connect: connection refused/,
  );
  expect(fixture.status('slow')).toMatchObject({ started: false, ready: false, restartCount: 0 });
  await fixture.exec('slow', 'touch', '/tmp/up');
  await poll(() => fixture.status('slow')?.restartCount ?? 0).toBeGreaterThan(0);
  expect(fixture.events('slow')).toContain(
    'Killing: Container main failed liveness probe, will be restarted',
  );
});

test('a probe that takes too long fails', async () => {
  await using fixture = await openKubelet();
  fixture.pod('stuck', {
    readinessProbe: { exec: { command: ['sleep', '1000'] }, periodSeconds: 1, timeoutSeconds: 1 },
  });
  await poll(() => fixture.events('stuck')).toContain(
    'Unhealthy: Readiness probe failed: command "sleep 1000" timed out',
  );
  expect(fixture.ready('stuck')).toBe(false);
});
