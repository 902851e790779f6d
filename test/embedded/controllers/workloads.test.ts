import { expect, test } from 'vitest';
import type { NewObject } from '../../../src/embedded/apiserver/types.ts';
import { parseSchedule } from '../../../src/embedded/controllers/workloads/schedule.ts';
import { fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const template = (image = 'app:1', spec: object = {}) => ({
  metadata: { labels: { app: 'x' } },
  spec: { containers: [{ name: 'main', image }], ...spec },
});
const object = (apiVersion: string, kind: string, spec: object): NewObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'default' },
  spec,
});
const names = (cluster: FakeCluster) =>
  cluster
    .pods()
    .map(({ metadata }) => metadata.name)
    .toSorted();
const running = (cluster: FakeCluster) => cluster.pods().filter(({ status }) => status?.podIP);
const selector = { matchLabels: { app: 'x' } };

const statefulSet = (spec: object = {}) =>
  object('apps/v1', 'StatefulSet', {
    replicas: 3,
    serviceName: 'x',
    selector,
    template: template(),
    ...spec,
  });
const setStatus = ({ api }: FakeCluster) => api.get('statefulsets.apps', 'default', 'x')!.status ?? {};

test('StatefulSet: one after the other, with stable names', async () => {
  const cluster = fakeCluster({ ready: () => false });
  cluster.api.create('statefulsets.apps', statefulSet());
  await cluster.until('x-0', () => running(cluster).length === 1);
  await cluster.settled();
  expect(names(cluster)).toEqual(['x-0']);
  cluster.kubelet.ready = () => true;
  cluster.kubelet.setReady('x-0', true);
  await cluster.until('three', () => setStatus(cluster).readyReplicas === 3);
  expect(names(cluster)).toEqual(['x-0', 'x-1', 'x-2']);
  const pod = cluster.api.get('pods', 'default', 'x-1')!;
  expect(pod.spec).toMatchObject({ hostname: 'x-1', subdomain: 'x' });
  expect(pod.metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe('x-1');
  cluster.api.delete('pods', 'default', 'x-1');
  await cluster.until('x-1 again', () => {
    const now = cluster.api.get('pods', 'default', 'x-1');
    return (
      now !== undefined && now.metadata.uid !== pod.metadata.uid && setStatus(cluster).readyReplicas === 3
    );
  });
  cluster.api.mergePatch('statefulsets.apps', 'default', 'x', { spec: { replicas: 1 } });
  await cluster.until('one left', () => setStatus(cluster).replicas === 1);
  expect(names(cluster)).toEqual(['x-0']);
  expect(cluster.errors).toEqual([]);
});

test('StatefulSet: an update goes from the highest down, and stops at an unhealthy one', async () => {
  const cluster = fakeCluster();
  cluster.api.create('statefulsets.apps', statefulSet());
  await cluster.until('three', () => setStatus(cluster).readyReplicas === 3);
  cluster.kubelet.ready = ({ metadata }) => metadata.name !== 'x-1';
  cluster.api.mergePatch('statefulsets.apps', 'default', 'x', { spec: { template: template('app:2') } });
  const image = (name: string) => cluster.api.get('pods', 'default', name)?.spec.containers[0].image;
  await cluster.until(
    'x-1 updated',
    () => image('x-1') === 'app:2' && setStatus(cluster).updatedReplicas === 2,
  );
  await cluster.settled();
  expect([image('x-0'), image('x-2')]).toEqual(['app:1', 'app:2']);
  cluster.kubelet.ready = () => true;
  cluster.kubelet.setReady('x-1', true);
  await cluster.until('all updated', () => {
    const { updatedReplicas, currentRevision, updateRevision } = setStatus(cluster);
    return updatedReplicas === 3 && currentRevision === updateRevision;
  });
});

test('DaemonSet: one on the node, replaced when it ends or is outdated, none where the node does not fit', async () => {
  const cluster = fakeCluster();
  cluster.api.create('daemonsets.apps', object('apps/v1', 'DaemonSet', { selector, template: template() }));
  const status = () => cluster.api.get('daemonsets.apps', 'default', 'x')!.status ?? {};
  await cluster.until('a daemon', () => status().numberAvailable === 1);
  const [first] = cluster.pods();
  cluster.kubelet.setPhase(first!.metadata.name, 'Failed');
  await cluster.until(
    'another',
    () => status().numberReady === 1 && !names(cluster).includes(first!.metadata.name),
  );
  cluster.api.mergePatch('daemonsets.apps', 'default', 'x', { spec: { template: template('app:2') } });
  await cluster.until(
    'an update',
    () => cluster.pods()[0]?.spec.containers[0].image === 'app:2' && status().numberReady === 1,
  );
  expect(cluster.pods()).toHaveLength(1);
  cluster.api.mergePatch('daemonsets.apps', 'default', 'x', {
    spec: { template: template('app:2', { nodeSelector: { disk: 'ssd' } }) },
  });
  await cluster.until('none', () => cluster.pods().length === 0 && status().desiredNumberScheduled === 0);
});

const job = (spec: object = {}) =>
  object('batch/v1', 'Job', { template: template('app:1', { restartPolicy: 'Never' }), ...spec });
const jobStatus = ({ api }: FakeCluster) => api.get('jobs.batch', 'default', 'x')!.status ?? {};
const condition = (cluster: FakeCluster, type: string) =>
  jobStatus(cluster).conditions?.find((one: { type: string }) => one.type === type);

test('Job: as many completions as desired, no more pods at a time than allowed', async () => {
  const cluster = fakeCluster();
  cluster.api.create('jobs.batch', job({ completions: 3, parallelism: 2 }));
  await cluster.until('two pods', () => running(cluster).length === 2);
  await cluster.settled();
  expect(cluster.pods()).toHaveLength(2);
  for (let done = 1; done <= 3; done += 1) {
    await cluster.until('a running pod', () =>
      running(cluster).some(({ status }) => status.phase === 'Running'),
    );
    cluster.kubelet.setPhase(
      running(cluster).find(({ status }) => status.phase === 'Running')!.metadata.name,
      'Succeeded',
    );
    await cluster.until(`${done} done`, () => jobStatus(cluster).succeeded === done);
  }
  await cluster.until('completion', () => condition(cluster, 'Complete')?.status === 'True');
  expect(cluster.pods()).toHaveLength(3);
  expect(jobStatus(cluster).completionTime).toBeDefined();
  expect(cluster.api.list('events').map(({ reason }) => reason)).toContain('Completed');
});

test('Job: gives up after backoffLimit failures', async () => {
  const cluster = fakeCluster();
  cluster.api.create('jobs.batch', job({ backoffLimit: 0 }));
  await cluster.until('a pod', () => running(cluster).length === 1);
  cluster.kubelet.setPhase(cluster.pods()[0]!.metadata.name, 'Failed');
  await cluster.until('failure', () => condition(cluster, 'Failed')?.status === 'True');
  expect(condition(cluster, 'Failed')).toMatchObject({ reason: 'BackoffLimitExceeded' });
  await cluster.settled();
  expect(cluster.pods()).toHaveLength(1);
});

test('Job: suspended it runs nothing, and its deadline ends it', async () => {
  const cluster = fakeCluster();
  cluster.api.create('jobs.batch', job({ suspend: true }));
  await cluster.settled();
  expect(cluster.pods()).toEqual([]);
  cluster.api.mergePatch('jobs.batch', 'default', 'x', { spec: { suspend: false } });
  await cluster.until('a pod', () => running(cluster).length === 1);
  // Set afterwards: counted in whole seconds, it could end the Job before the pod runs.
  cluster.api.mergePatch('jobs.batch', 'default', 'x', { spec: { activeDeadlineSeconds: 1 } });
  await cluster.until('the deadline', () => condition(cluster, 'Failed')?.reason === 'DeadlineExceeded');
  await cluster.until('no pod', () => cluster.pods().length === 0);
});

test('CronJob: a due time becomes one Job, which it owns', async () => {
  const cluster = fakeCluster();
  cluster.api.create(
    'cronjobs.batch',
    object('batch/v1', 'CronJob', {
      schedule: '* * * * *',
      suspend: true,
      jobTemplate: { spec: job().spec },
    }),
  );
  await cluster.settled();
  expect(cluster.api.list('jobs.batch')).toEqual([]);
  // As after some minutes without the daemon.
  const lastScheduleTime = new Date(Date.now() - 300_000).toISOString().replace(/\.\d+/, '');
  cluster.api.mergePatch('cronjobs.batch', 'default', 'x', { status: { lastScheduleTime } }, 'status');
  cluster.api.mergePatch('cronjobs.batch', 'default', 'x', { spec: { suspend: false } });
  await cluster.until('a job', () => cluster.api.list('jobs.batch').length === 1);
  await cluster.settled();
  const [made] = cluster.api.list('jobs.batch');
  expect(made!.metadata.name).toMatch(/^x-\d+$/);
  expect(made!.metadata.ownerReferences).toMatchObject([{ kind: 'CronJob', name: 'x', controller: true }]);
  expect(cluster.api.get('cronjobs.batch', 'default', 'x')!.status.active).toHaveLength(1);
  cluster.api.delete('cronjobs.batch', 'default', 'x');
  await cluster.until(
    'nothing left',
    () => cluster.api.list('jobs.batch').length === 0 && cluster.pods().length === 0,
  );
});

test.each([
  ['*/15 * * * *', '2024-01-01T10:07:30', '2024-01-01T10:15:00'],
  ['0 9-17/4 * * mon-fri', '2024-01-05T17:00:00', '2024-01-08T09:00:00'],
  ['30 4 1,15 * 5', '2024-01-01T05:00:00', '2024-01-05T04:30:00'],
  ['@monthly', '2024-01-31T12:00:00', '2024-02-01T00:00:00'],
  ['0 0 29 feb *', '2024-03-01T00:00:00', '2028-02-29T00:00:00'],
  ['5 0 * * 7', '2024-01-01T00:00:00', '2024-01-07T00:05:00'],
  ['5/20 0 * * ?', '2024-01-01T00:06:00', '2024-01-01T00:25:00'],
  ['0 0 */2 * 1', '2024-01-02T00:00:00', '2024-01-03T00:00:00'],
])('%s after %s is %s', (schedule, after, next) => {
  expect(parseSchedule(schedule).nextRun(new Date(after))).toEqual(new Date(next));
});

test('a schedule is read in its time zone', () => {
  const noon = parseSchedule('0 12 * * *', 'America/New_York').nextRun(new Date('2024-01-01T00:00:00Z'));
  expect(noon).toEqual(new Date('2024-01-01T17:00:00Z'));
});

test('a time that never comes, and invalid schedules', () => {
  expect(parseSchedule('0 0 30 2 *').nextRun(new Date('2024-01-01'))).toBeNull();
  for (const text of [
    '* * * *',
    '60 * * * *',
    '* * * foo *',
    '*/0 * * * *',
    '5-1-2 * * * x',
    '* * * * * *',
  ]) {
    expect(() => parseSchedule(text)).toThrow();
  }
});
