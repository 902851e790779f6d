/** PersistentVolumeClaims, and the volumes that are made for them. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { volumeFolders } from '../../../src/embedded/controllers/storage/volume-folders.ts';
import type { NewObject } from '../../../src/embedded/apiserver/types.ts';
import { temporaryFolder } from '../../show/temporary.ts';
import { fakeCluster } from './fake-cluster.ts';

const claim = (name: string, spec: object = {}): NewObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'default' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } }, ...spec },
});

const pod = (name: string, claimName: string): NewObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'app', image: 'app' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  },
});

const immediate = (name: string, more: object = {}): NewObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'pycont.dev/folder',
  ...more,
});

function stage() {
  const folder = join(temporaryFolder(), 'volumes');
  const cluster = fakeCluster({ volumes: volumeFolders(folder) });
  const { api } = cluster;
  const claimed = (name: string) => api.get('persistentvolumeclaims', 'default', name);
  const events = (name: string) =>
    api
      .list('events', { fieldSelector: `involvedObject.name=${name}` })
      .map(({ reason, message }) => `${reason}: ${message}`);
  return { ...cluster, folder, claimed, events };
}

test('a claim waits for its first pod, is bound for it, and outlives it', async () => {
  const { api, until, claimed, events, folder, pods, errors } = stage();
  api.create('persistentvolumeclaims', claim('data'));
  await until('the event', () => events('data').length > 0);
  expect(events('data')).toEqual([
    'WaitForFirstConsumer: waiting for first consumer to be created before binding',
  ]);
  expect(claimed('data')).toMatchObject({
    spec: { storageClassName: 'standard' },
    status: { phase: 'Pending' },
  });
  api.create('pods', pod('one', 'data'));
  await until('the pod to run', () => pods()[0]?.status?.phase === 'Running');
  const bound = claimed('data')!;
  expect(bound.status).toEqual({
    phase: 'Bound',
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Mi' },
  });
  const name = `pvc-${bound.metadata.uid}`;
  expect(readdirSync(folder)).toEqual([name]);
  expect(api.get('persistentvolumes', undefined, name)).toMatchObject({
    spec: { hostPath: { path: join(folder, name) }, persistentVolumeReclaimPolicy: 'Delete' },
    status: { phase: 'Bound' },
  });
  expect(events('data')).toContain(`ProvisioningSucceeded: Successfully provisioned volume ${name}`);
  api.delete('pods', 'default', 'one');
  await until('the pod to go', () => pods().length === 0);
  expect(claimed('data')?.status.phase).toBe('Bound');
  expect(existsSync(join(folder, name))).toBe(true);
  expect(errors).toEqual([]);
});

test('a claim in use is kept until its pod is gone; then the data goes with it', async () => {
  const { api, until, claimed, folder, pods, settled } = stage();
  api.create('persistentvolumeclaims', claim('data'));
  api.create('pods', pod('one', 'data'));
  await until('the pod to run', () => pods()[0]?.status?.phase === 'Running');
  const name = `pvc-${claimed('data')!.metadata.uid}`;
  mkdirSync(join(folder, name, 'locked'), { mode: 0o000 });
  api.delete('persistentvolumeclaims', 'default', 'data');
  await settled();
  expect(claimed('data')?.metadata.deletionTimestamp).toBeDefined();
  expect(existsSync(join(folder, name))).toBe(true);
  api.delete('pods', 'default', 'one');
  await until('the volume to go', () => api.list('persistentvolumes').length === 0);
  expect(claimed('data')).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('a class that binds at once needs no pod, and one that retains keeps the data', async () => {
  const { api, until, claimed, folder } = stage();
  api.create('storageclasses.storage.k8s.io', immediate('kept', { reclaimPolicy: 'Retain' }));
  api.create('persistentvolumeclaims', claim('data', { storageClassName: 'kept' }));
  await until('the claim to be bound', () => claimed('data')?.status.phase === 'Bound');
  const name = claimed('data')!.spec.volumeName;
  writeFileSync(join(folder, name, 'file'), '');
  api.delete('persistentvolumeclaims', 'default', 'data');
  await until(
    'the release',
    () => api.get('persistentvolumes', undefined, name)?.status.phase === 'Released',
  );
  api.delete('persistentvolumes', undefined, name);
  await until('the volume to go', () => api.get('persistentvolumes', undefined, name) === undefined);
  expect(existsSync(join(folder, name, 'file'))).toBe(true);
});

test.each([
  [{ volumeMode: 'Block' }, {}, 'volumeMode Block is not possible'],
  [{ accessModes: ['ReadWriteOncePod'] }, {}, 'ReadWriteOncePod is not possible'],
  [{ resources: { requests: { storage: '900Pi' } } }, {}, '900Pi are asked for, but only '],
  [{ selector: { matchLabels: { a: 'b' } } }, {}, 'claim.Spec.Selector is not supported'],
  [{ dataSource: { kind: 'PersistentVolumeClaim', name: 'x' } }, {}, 'a folder begins empty'],
  [{}, { parameters: { type: 'ssd' } }, 'the parameter "type" of the StorageClass is unknown'],
  [{}, { mountOptions: ['ro'] }, 'mountOptions are not possible'],
])('%j of %j cannot be provided, and the claim says so', async (spec, more, why) => {
  const { api, until, events, folder } = stage();
  api.create('storageclasses.storage.k8s.io', immediate('now', more));
  api.create('persistentvolumeclaims', claim('data', { storageClassName: 'now', ...spec }));
  await until('the refusal', () => events('data').length > 0);
  expect(events('data')[0]).toContain('failed to provision volume with StorageClass "now": ');
  expect(events('data')[0]).toContain(why);
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

test('without a volume or a class that provides one, a pod waits and says why', async () => {
  const { api, until, events } = stage();
  api.create('pods', pod('none', 'missing'));
  api.create('persistentvolumeclaims', claim('static', { storageClassName: '' }));
  api.create('persistentvolumeclaims', claim('other', { storageClassName: 'gone' }));
  api.create('pods', pod('waits', 'static'));
  await until('the events', () =>
    ['none', 'waits', 'static', 'other'].every((name) => events(name).length > 0),
  );
  expect(events('none')[0]).toContain('persistentvolumeclaim "missing" not found');
  expect(events('waits')[0]).toContain('pod has unbound immediate PersistentVolumeClaims');
  expect(events('static')[0]).toContain('no persistent volumes available for this claim');
  expect(events('other')[0]).toBe('ProvisioningFailed: storageclass.storage.k8s.io "gone" not found');
});

test('a volume that somebody made is bound to a claim that it suits, and its folder is never removed', async () => {
  const { api, until, claimed, folder } = stage();
  const uuid = '00000000-0000-0000-0000-000000000000';
  const elsewhere = join(temporaryFolder(), 'data');
  mkdirSync(elsewhere);
  const volume = (name: string, storage: string): NewObject => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, annotations: { 'pv.kubernetes.io/provisioned-by': 'pycont.dev/folder' } },
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      hostPath: { path: elsewhere },
      persistentVolumeReclaimPolicy: 'Delete',
    },
  });
  api.create('persistentvolumes', volume('large', '1Gi'));
  api.create('persistentvolumes', volume(`pvc-${uuid}`, '2Mi'));
  api.create('persistentvolumeclaims', claim('static', { storageClassName: '' }));
  await until('the claim to be bound', () => claimed('static')?.status.phase === 'Bound');
  expect(claimed('static')?.spec.volumeName).toBe(`pvc-${uuid}`);
  await until(
    'the other to be free',
    () => api.get('persistentvolumes', undefined, 'large')?.status.phase === 'Available',
  );
  api.delete('persistentvolumeclaims', 'default', 'static');
  await until('the volume to go', () => api.list('persistentvolumes').length === 1);
  expect(existsSync(elsewhere)).toBe(true);
  await volumeFolders(folder).clear();
});

test('each pod of a StatefulSet has a claim of its own, which outlives the set', async () => {
  const { api, until, pods } = stage();
  const app = { app: 'db' };
  api.create('statefulsets.apps', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'default' },
    spec: {
      replicas: 2,
      serviceName: 'db',
      selector: { matchLabels: app },
      template: { metadata: { labels: app }, spec: { containers: [{ name: 'db', image: 'db' }] } },
      volumeClaimTemplates: [claim('data')],
    },
  });
  await until(
    'both pods to run',
    () => pods().filter(({ status }) => status?.phase === 'Running').length === 2,
  );
  api.delete('statefulsets.apps', 'default', 'db');
  await until('the pods to go', () => pods().length === 0);
  const claims = api.list('persistentvolumeclaims');
  expect(claims.map(({ metadata, status }) => [metadata.name, metadata.labels, status.phase])).toEqual([
    ['data-db-0', app, 'Bound'],
    ['data-db-1', app, 'Bound'],
  ]);
});
