/** No secret of the cluster is in anything that a browser receives. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KubeObject } from '../../src/embedded/apiserver/types.ts';
import { everything, step } from './objects.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
  await world.defineScalers();
});
afterEach(() => world.close());

/** Each place has a mark of its own, so that a leak is named. */
const MARK = 'topsecret';
const mark = (place: string): string => `${MARK}-${place}`;
const urlWith = (place: string): string => `http://user:${mark(place)}@127.0.0.1:9/`;
const encoded = Buffer.from(mark('data')).toString('base64');

const metadata = (kind: string) => ({
  annotations: { note: mark(`annotation-of-${kind}`), url: urlWith(`annotation-url-of-${kind}`) },
  labels: { app: 'kad', extra: mark(`label-of-${kind}`) },
});

const podSpec = {
  containers: [
    {
      name: 'main',
      image: 'app:1',
      command: ['app', mark('command')],
      args: [`--password=${mark('args')}`, urlWith('args-url')],
      env: [
        { name: 'PASSWORD', value: mark('env') },
        { name: mark('ENV-NAME'), valueFrom: { secretKeyRef: { name: 'kad', key: 'password' } } },
      ],
      volumeMounts: [{ name: 'config', mountPath: `/${mark('mount')}` }],
      lifecycle: { preStop: { exec: { command: ['echo', mark('lifecycle')] } } },
    },
  ],
  initContainers: [{ name: 'init', image: 'app:1', args: [mark('init-args')] }],
  volumes: [{ name: 'config', secret: { secretName: 'kad' } }],
};

function withMarks(object: KubeObject, kind: string): void {
  const { annotations, labels } = metadata(kind);
  object.metadata.annotations = { ...object.metadata.annotations, ...annotations };
  object.metadata.labels = { ...object.metadata.labels, ...labels };
}

function hide(): void {
  const { create, change } = world;
  const set = everything(world);
  create('secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'kad', namespace: NAMESPACE, ...metadata('secret') },
    data: { password: encoded },
  });
  create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kad', namespace: NAMESPACE, ...metadata('configmap') },
    data: { password: mark('configmap'), [mark('key')]: 'x' },
  });
  for (const kind of ['deployments.apps', 'replicasets.apps'])
    change(kind, kind === 'deployments.apps' ? 'kad' : 'kad-1', (object) => {
      withMarks(object, kind);
      object.spec.template = { metadata: { ...metadata(`template-of-${kind}`) }, spec: podSpec };
    });
  create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'hidden',
      namespace: NAMESPACE,
      ...metadata('pod'),
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'kad-1',
          uid: set.metadata.uid!,
          controller: true,
        },
      ],
    },
    spec: podSpec,
  });
  change('pods', 'hidden', (object) => {
    object.status = {
      phase: 'Running',
      message: mark('pod-message'),
      conditions: [
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: mark('condition-message') },
      ],
      containerStatuses: [
        {
          name: 'main',
          image: 'app:1',
          imageID: '',
          ready: false,
          restartCount: 1,
          state: { waiting: { reason: 'CrashLoopBackOff', message: mark('waiting-message') } },
          lastState: { terminated: { exitCode: 1, reason: 'Error', message: mark('termination-message') } },
        },
      ],
    };
  });
  for (const kind of ['services', 'ingresses.networking.k8s.io', 'leases.coordination.k8s.io'])
    change(kind, kind.startsWith('leases') ? 'pycont-operator' : 'kad', (object) => withMarks(object, kind));
  change('latencyscalers.pycont.dev', 'kad', (object) => {
    withMarks(object, 'latencyscaler');
    object.spec.prometheus = { url: urlWith('prometheus-of-scaler') };
    object.spec.query = mark('query');
    object.status = {
      replicas: 1,
      desiredReplicas: 1,
      reason: 'LatencyUnknown',
      message: `no answer of ${urlWith('message-of-scaler')}`,
      conditions: [{ type: 'Ready', status: 'False', reason: 'x', message: mark('scaler-condition') }],
    };
  });
  const scaler = world.cluster.get('latencyscalers.pycont.dev', NAMESPACE, 'kad')!;
  const event = step(scaler, 3, 4);
  create('events', {
    ...event,
    message: `3 → 4 replicas: see ${urlWith('event')}`,
    metadata: { ...event.metadata, ...metadata('event') },
  });
}

test('marked secrets everywhere, and none in the stream, in a page or in a header', async () => {
  hide();
  // What Prometheus and its URL say goes to the page as well.
  world.prometheus.answer((_request, response) =>
    response.writeHead(500).end(JSON.stringify({ error: `could not reach ${urlWith('prometheus-error')}` })),
  );
  const { port } = world.prometheus;
  const dashboard = await world.dashboard({
    prometheus: `http://user:${mark('prometheus-url')}@127.0.0.1:${port}`,
  });
  const browser = world.browser(dashboard);
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  await expect.poll(() => browser.view.metrics.state).toBe('away');
  await expect
    .poll(() => browser.view.pods['hidden'])
    .toMatchObject({ state: 'backoff', reason: 'CrashLoopBackOff' });
  await expect
    .poll(() => browser.view.scalers['kad']!.decided?.message)
    .toBe('no answer of http://127.0.0.1:9/');
  // Changes go through the same door.
  for (const [resource, name] of [
    ['deployments.apps', 'kad'],
    ['pods', 'hidden'],
    ['services', 'kad'],
  ] as const)
    world.change(resource, name, (object) => (object.metadata.annotations = { later: mark('later') }));
  world.change('deployments.apps', 'kad', ({ spec }) => (spec.replicas = 7));
  await expect.poll(() => browser.view.workloads['Deployment/kad']!.wanted).toBe(7);
  // The cluster goes away, and says why.
  world.proxy.fault = ({ path }) =>
    path.includes('/pods') ? { status: 500, reason: mark('api-reason') } : undefined;
  world.proxy.cut();
  await expect.poll(() => browser.view.cluster.state).toBe('away');

  const pages = await Promise.all(
    ['', 'index.html', 'healthz', 'nothing', `?lang=${MARK}x`].map(async (path) => {
      const answer = await fetch(new URL(path, dashboard.url));
      return [JSON.stringify([...answer.headers]), await answer.text()].join('\n');
    }),
  );
  const all = [browser.raw, ...pages].join('\n');
  expect(all).toContain('CrashLoopBackOff');
  expect(all.match(new RegExp(`${MARK}-[\\w-]+`, 'g')) ?? []).toEqual([]);
  expect(all).not.toContain(encoded);
  expect(world.warnings.join('\n')).not.toContain(`user:${MARK}`);
});
