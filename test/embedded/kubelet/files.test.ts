import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openKubelet } from './fixture.ts';
import { poll } from './objects.ts';

test('the hosts file names the pod, its aliases and the services', async () => {
  await using fixture = await openKubelet();
  fixture.pod('named', {}, { hostAliases: [{ ip: '127.9.9.9', hostnames: ['legacy'] }] });
  await poll(() => fixture.ready('named')).toBe(true);
  const { podIP } = fixture.get('named')!.status;
  const hosts = () => fixture.exec('named', 'cat', '/etc/hosts');
  expect(await hosts()).toContain(`${podIP}\tnamed\n`);
  expect(await hosts()).toContain('127.9.9.9\tlegacy\n');
  fixture.cluster.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'redis', namespace: 'default' },
    spec: { ports: [{ port: 6379 }] },
  });
  await poll(hosts).toMatch(/ redis redis\.default /);
});

test('messages of the node for logs and exec that are not possible', async () => {
  await using fixture = await openKubelet();
  fixture.pod(
    'pair',
    {},
    {
      containers: [
        { name: 'a', image: 'server:1' },
        { name: 'b', image: 'server:1' },
      ],
    },
  );
  fixture.pod('stuck', { envFrom: [{ configMapRef: { name: 'missing' } }] });
  await poll(() => fixture.status('stuck')?.state).toHaveProperty(
    'waiting.reason',
    'CreateContainerConfigError',
  );
  await poll(() => fixture.ready('pair')).toBe(true);
  const { kubelet } = fixture;
  const refusal = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return { code: (error as { code: number }).code, message: (error as Error).message };
    }
    return undefined;
  };
  expect(refusal(() => kubelet.logs('default', 'nobody', undefined, {}))).toEqual({
    code: 404,
    message: 'pods "nobody" not found',
  });
  expect(refusal(() => kubelet.logs('default', 'pair', undefined, {}))).toEqual({
    code: 400,
    message: 'a container name must be specified for pod pair, choose one of: [a b]',
  });
  expect(refusal(() => kubelet.logs('default', 'pair', 'c', {}))).toEqual({
    code: 400,
    message: 'container c is not valid for pod pair',
  });
  expect(refusal(() => kubelet.logs('default', 'pair', 'a', { previous: true }))).toEqual({
    code: 400,
    message: 'previous terminated container "a" in pod "pair" not found',
  });
  expect(refusal(() => kubelet.logs('default', 'stuck', undefined, {}))).toEqual({
    code: 400,
    message: 'container "main" in pod "stuck" is waiting to start: CreateContainerConfigError',
  });
  await expect(
    kubelet.exec('default', 'stuck', undefined, { command: ['ls'], tty: false, stdin: false }),
  ).rejects.toMatchObject({
    message: 'Internal error occurred: unable to upgrade connection: container not found ("main")',
  });
  await poll(() => kubelet.usage('default', 'pair').map(({ container }) => container)).toEqual(['a', 'b']);
});

test('termination messages', async () => {
  await using fixture = await openKubelet();
  fixture.pod(
    'last-words',
    { command: ['sh', '-c', 'printf goodbye >/dev/termination-log; exit 1'] },
    { restartPolicy: 'Never' },
  );
  fixture.pod(
    'log-words',
    { command: ['sh', '-c', 'echo from the log; exit 1'], terminationMessagePolicy: 'FallbackToLogsOnError' },
    { restartPolicy: 'Never' },
  );
  await poll(() => fixture.status('log-words')?.state).toHaveProperty('terminated.message', 'from the log\n');
  await poll(() => fixture.status('last-words')?.state).toHaveProperty('terminated.message', 'goodbye');
});

test('no volume or hosts file of a pod is readable for others', async () => {
  await using fixture = await openKubelet();
  fixture.pod('web', {});
  await poll(() => fixture.ready('web')).toBe(true);
  const { statSync } = await import('node:fs');
  expect(statSync(`${fixture.base}/volumes`).mode & 0o077).toBe(0);
  expect(
    readFileSync(`${fixture.base}/volumes/${fixture.get('web')!.metadata.uid}/etc-hosts`, 'utf8'),
  ).toContain('web');
});
