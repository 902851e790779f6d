import { expect, test } from 'vitest';
import { modes } from '../containers/fixture.ts';
import { openKubelet } from './fixture.ts';
import { poll, configMap, secret } from './objects.ts';

test('the environment comes from the image, ConfigMaps, Secrets, fields and resources', async () => {
  await using fixture = await openKubelet();
  configMap(fixture, 'settings', { COLOR: 'green', SIZE: 'xl' });
  secret(fixture, 'login', { password: 'hunter2' });
  const { metadata } = fixture.pod(
    'env',
    {
      command: ['sh', '-c', 'env; echo "$(GREETING)"; sleep 1000'],
      resources: { limits: { memory: '64Mi', cpu: '1500m' } },
      envFrom: [
        { prefix: 'CFG_', configMapRef: { name: 'settings' } },
        { secretRef: { name: 'none', optional: true } },
      ],
      env: [
        { name: 'NAME', value: 'kad' },
        { name: 'GREETING', value: 'hello $(NAME), $(NOBODY), $$(NAME)' },
        { name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'settings', key: 'COLOR' } } },
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
        { name: 'ABSENT', valueFrom: { secretKeyRef: { name: 'login', key: 'nope', optional: true } } },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'UID_OF_POD', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
        { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
        { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
        { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        { name: 'MILLIS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
      ],
    },
    {},
    { labels: { app: 'kad' } },
  );
  await poll(() => fixture.log('env').catch(() => '')).toContain('hello kad, $(NOBODY), $(NAME)\n');
  const lines = (await fixture.log('env')).split('\n');
  const { podIP, hostIP } = fixture.get('env')!.status;
  expect(lines).toEqual(
    expect.arrayContaining([
      'FROM_IMAGE=yes',
      'CFG_COLOR=green',
      'CFG_SIZE=xl',
      'COLOR=green',
      'PASSWORD=hunter2',
      'POD=env',
      `UID_OF_POD=${metadata.uid}`,
      'APP=kad',
      'NODE=worker',
      `IP=${podIP}`,
      `HOST_IP=${hostIP}`,
      `MEMORY=${64 * 1024 * 1024}`,
      'CPU=2',
      'MILLIS=1500',
      'KUBERNETES_SERVICE_HOST=127.0.0.1',
      'KUBERNETES_SERVICE_PORT=6443',
      'HOSTNAME=env',
    ]),
  );
  expect(lines.join('\n')).not.toContain('ABSENT');
});

test('a missing ConfigMap or Secret is reported, and used when it appears', async () => {
  await using fixture = await openKubelet();
  secret(fixture, 'login', { user: 'me' });
  fixture.pod('key', {
    env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }],
  });
  fixture.pod('map', { envFrom: [{ configMapRef: { name: 'later' } }] });
  await poll(() => fixture.status('key')?.state).toEqual({
    waiting: {
      reason: 'CreateContainerConfigError',
      message: "couldn't find key password in Secret default/login",
    },
  });
  await poll(() => fixture.events('map')).toContain('Failed: Error: configmap "later" not found');
  configMap(fixture, 'later', { A: 'b' });
  await poll(() => fixture.ready('map')).toBe(true);
});

test.each(modes)(
  'in mode %s a ConfigMap volume follows its object, and a missing one is waited for',
  async (mode) => {
    await using fixture = await openKubelet({ mode });
    fixture.pod(
      'files',
      { volumeMounts: [{ name: 'config', mountPath: '/etc/kad' }] },
      { volumes: [{ name: 'config', configMap: { name: 'kad' } }] },
    );
    await poll(() => fixture.events('files')).toContain(
      'FailedMount: MountVolume.SetUp failed for volume "config" : configmap "kad" not found',
    );
    configMap(fixture, 'kad', { 'config.yml': 'one', other: 'x' });
    await poll(() => fixture.ready('files')).toBe(true);
    expect(await fixture.exec('files', 'cat', '/etc/kad/config.yml')).toBe('one');
    fixture.cluster.mergePatch('configmaps', 'default', 'kad', {
      data: { 'config.yml': 'two', other: null, more: 'y' },
    });
    expect(await fixture.exec('files', 'cat', '/etc/kad/config.yml')).toBe('two');
    expect(await fixture.exec('files', 'ls', '/etc/kad/')).toBe('config.yml\nmore\n');
  },
);

test.each(modes)(
  'in mode %s volumes: secret items, downward API, projected, emptyDir, subPath and the account',
  async (mode) => {
    await using fixture = await openKubelet({ mode });
    secret(fixture, 'login', { user: 'me', password: 'hunter2' });
    configMap(fixture, 'kad', { 'config.yml': 'color: red' });
    const mount = (name: string, mountPath: string, rest = {}) => ({ name, mountPath, ...rest });
    fixture.pod(
      'files',
      {
        volumeMounts: [
          mount('secret', '/etc/secret'),
          mount('about', '/etc/about'),
          mount('all', '/etc/all'),
          mount('scratch', '/scratch'),
          mount('single', '/etc/single.yml', { subPath: 'config.yml' }),
        ],
      },
      {
        volumes: [
          {
            name: 'secret',
            secret: {
              secretName: 'login',
              defaultMode: 0o400,
              items: [{ key: 'password', path: 'deep/pw' }],
            },
          },
          {
            name: 'about',
            downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
          },
          {
            name: 'all',
            projected: { sources: [{ secret: { name: 'login' } }, { configMap: { name: 'kad' } }] },
          },
          { name: 'scratch', emptyDir: {} },
          { name: 'single', configMap: { name: 'kad' } },
        ],
      },
      { labels: { app: 'kad', tier: 'web' } },
    );
    await poll(() => fixture.ready('files')).toBe(true);
    const read = (path: string) => fixture.exec('files', 'cat', path);
    expect(await read('/etc/secret/deep/pw')).toBe('hunter2');
    expect(await fixture.exec('files', 'stat', '-L', '-c', '%a', '/etc/secret/deep/pw')).toBe('400\n');
    expect(await read('/etc/about/labels')).toBe('app="kad"\ntier="web"');
    expect(await fixture.exec('files', 'ls', '/etc/all/')).toBe('config.yml\npassword\nuser\n');
    expect(await read('/etc/single.yml')).toBe('color: red');
    expect(await fixture.exec('files', 'sh', '-c', 'echo hi >/scratch/x; cat /scratch/x')).toBe('hi\n');
    const account = '/var/run/secrets/kubernetes.io/serviceaccount';
    expect(await read(`${account}/token`)).toBe('token-of-default-default');
    expect(await read(`${account}/ca.crt`)).toBe('THE CA');
    expect(await read(`${account}/namespace`)).toBe('default');
    fixture.cluster.mergePatch('pods', 'default', 'files', { metadata: { labels: { tier: 'db' } } });
    expect(await read('/etc/about/labels')).toBe('app="kad"\ntier="db"');
  },
);

test('runAsNonRoot refuses an image that would run as root, or whose user is only a name', async () => {
  await using fixture = await openKubelet();
  const strict = { securityContext: { runAsNonRoot: true } };
  const { metadata } = fixture.pod('root', strict);
  fixture.pod('named', { ...strict, image: 'server:named' });
  fixture.pod('given', { securityContext: { runAsNonRoot: true, runAsUser: 1000 } });
  await poll(() => fixture.status('root')?.state).toEqual({
    waiting: {
      reason: 'CreateContainerConfigError',
      message: `container has runAsNonRoot and image will run as root (pod: "root_default(${metadata.uid})", container: main)`,
    },
  });
  await poll(() => JSON.stringify(fixture.status('named')?.state)).toContain(
    'image has non-numeric user (node)',
  );
  await poll(() => fixture.ready('given')).toBe(true);
});
