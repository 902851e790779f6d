import { describe, expect, test } from 'vitest';
import { PodIndex } from '../../../src/operator/kubernetes/pods.ts';
import { podView, replicaSetView } from '../../../src/operator/kubernetes/resources.ts';
import type { PodView, ReplicaSetView } from '../../../src/operator/kubernetes/resources.ts';

const CREATED = '2026-11-26T12:00:00Z';
const at = (seconds: number): string => new Date(Date.parse(CREATED) + seconds * 1000).toISOString();
const owner = (kind: string, uid: string, controller = true) => ({ kind, uid, controller, name: 'kad' });

interface Raw {
  name?: string;
  uid?: string;
  owners?: object[];
  readyAt?: number;
  more?: { metadata?: object; spec?: object; status?: object };
}

const raw = ({
  name = 'kad-1-a',
  uid = name,
  owners = [owner('ReplicaSet', 'set')],
  readyAt,
  more = {},
}: Raw = {}) => ({
  metadata: {
    name,
    namespace: 'pycont',
    uid,
    resourceVersion: '1',
    creationTimestamp: CREATED,
    ownerReferences: owners,
    ...more.metadata,
  } as never,
  spec: { containers: [{ name: 'main', ports: [{ containerPort: 5000 }] }], ...more.spec },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: readyAt === undefined ? 'False' : 'True',
        lastTransitionTime: at(readyAt ?? 0),
      },
    ],
    ...more.status,
  },
});

describe('what is kept of a pod', () => {
  test('of one that serves', () => {
    expect(podView(raw({ readyAt: 4 }))).toEqual({
      key: 'pycont/kad-1-a',
      namespace: 'pycont',
      name: 'kad-1-a',
      uid: 'kad-1-a',
      version: '1',
      owner: 'set',
      ready: true,
      startup: 4,
      restarted: false,
      main: 'main',
      ports: [5000],
    });
  });

  test('of one that is being deleted: it does not serve', () => {
    const more = { metadata: { deletionTimestamp: at(9) } };
    expect(podView(raw({ readyAt: 4, more })).ready).toBe(false);
  });

  test('the annotated container is the main one', () => {
    const more = {
      metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'web' } },
      spec: { containers: [{ name: 'proxy' }, { name: 'web', ports: [{ containerPort: 80 }] }] },
    };
    expect(podView(raw({ more }))).toMatchObject({ main: 'web', ports: [80] });
  });

  test('an annotation of a container that is not there leaves the first one', () => {
    const more = { metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'gone' } } };
    expect(podView(raw({ more }))).toMatchObject({ main: 'main', ports: [5000] });
  });

  test.each([
    ['ImagePullBackOff', 'ImagePullBackOff'],
    ['ErrImagePull', 'ErrImagePull'],
    ['CrashLoopBackOff', 'CrashLoopBackOff'],
    ['CreateContainerConfigError', 'CreateContainerConfigError'],
    ['ContainerCreating', undefined],
    ['PodInitializing', undefined],
  ])('a container that waits with %s', (reason, waiting) => {
    const more = { status: { containerStatuses: [{ restartCount: 0, state: { waiting: { reason } } }] } };
    expect(podView(raw({ more })).waiting).toBe(waiting);
  });

  test('only a ReplicaSet that controls it is its owner', () => {
    for (const owners of [
      [],
      [owner('Job', 'set')],
      [owner('ReplicaSet', 'set', false)],
      [owner('Node', 'set')],
    ])
      expect(podView(raw({ owners })).owner).toBeUndefined();
    expect(replicaSetView(raw({ owners: [owner('Deployment', 'kad')] })).owner).toBe('kad');
    expect(replicaSetView(raw({ owners: [owner('Rollout', 'kad')] })).owner).toBeUndefined();
  });
});

function index() {
  const pods = new Map<string, PodView>();
  const sets = new Map<string, ReplicaSetView>();
  const index = new PodIndex(pods, sets);
  return {
    index,
    put(object: ReturnType<typeof raw>) {
      const view = podView(object);
      pods.set(view.key, view);
      index.podChanged(view.key);
    },
    putSet(uid: string, deployment: string) {
      const view = replicaSetView(raw({ name: uid, uid, owners: [owner('Deployment', deployment)] }));
      sets.set(view.key, view);
      index.replicaSetChanged(view.key);
    },
    remove(key: string) {
      if (pods.delete(key)) index.podChanged(key);
      if (sets.delete(key)) index.replicaSetChanged(key);
    },
    names: (deployment: string) => index.of(deployment).map(({ name }) => name),
  };
}

describe('the pods of a Deployment', () => {
  test('are those of all its ReplicaSets, whatever comes first', () => {
    const { put, putSet, names } = index();
    put(raw({ name: 'kad-1-a' }));
    expect(names('kad')).toEqual([]);
    putSet('set', 'kad');
    putSet('next', 'kad');
    put(raw({ name: 'kad-2-a', owners: [owner('ReplicaSet', 'next')] }));
    put(raw({ name: 'kad-web-1-a', owners: [owner('ReplicaSet', 'web')] }));
    putSet('web', 'kad-web');
    put(raw({ name: 'kad-job', owners: [owner('Job', 'set')] }));
    put(raw({ name: 'kad-node', owners: [owner('Node', 'set')] }));
    put(raw({ name: 'kad-bare', owners: [] }));
    expect(names('kad')).toEqual(['kad-1-a', 'kad-2-a']);
    expect(names('kad-web')).toEqual(['kad-web-1-a']);
  });

  test('go when they are deleted, and when another one has their name', () => {
    const { put, putSet, remove, names } = index();
    putSet('set', 'kad');
    put(raw({ name: 'kad-1-a' }));
    put(raw({ name: 'kad-1-b' }));
    remove('pycont/kad-1-a');
    put(raw({ name: 'kad-1-b', uid: 'new', owners: [owner('ReplicaSet', 'other')] }));
    expect(names('kad')).toEqual([]);
  });

  test('a Deployment made anew does not have the pods of the old one', () => {
    const { put, putSet, names } = index();
    putSet('set', 'old-uid');
    put(raw({ name: 'kad-1-a' }));
    expect(names('new-uid')).toEqual([]);
    expect(names('old-uid')).toEqual(['kad-1-a']);
  });
});

describe('how long pods need until they are ready', () => {
  const startup = (...pods: Raw[]): number | undefined => {
    const { index: all, put, putSet } = index();
    putSet('set', 'kad');
    for (const [i, pod] of pods.entries()) put(raw({ name: `kad-1-${i}`, ...pod }));
    return all.startup('kad');
  };
  const restarted = { status: { containerStatuses: [{ restartCount: 1 }] } };

  test('is the median', () => {
    expect(startup({ readyAt: 3 }, { readyAt: 120 }, { readyAt: 5 })).toBe(5);
    expect(startup({ readyAt: 3 }, { readyAt: 9 })).toBe(3);
  });

  test('is not known as long as none is ready', () => {
    expect(startup()).toBeUndefined();
    expect(startup({})).toBeUndefined();
  });

  test('leaves out those that were restarted, unless there are no others', () => {
    const again = {
      metadata: {},
      status: {
        ...restarted.status,
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at(7000) }],
      },
    };
    expect(startup({ readyAt: 3 }, { more: again }, { more: again })).toBe(3);
    expect(startup({ more: again })).toBe(7000);
  });

  test('a pod that was not ready for a while keeps its first time', () => {
    const { index: all, put, putSet } = index();
    putSet('set', 'kad');
    put(raw({}));
    put(raw({ readyAt: 4, more: { metadata: { resourceVersion: '2' } } }));
    put(raw({ more: { metadata: { resourceVersion: '3' } } }));
    put(raw({ readyAt: 900, more: { metadata: { resourceVersion: '4' } } }));
    expect(all.startup('kad')).toBe(4);
  });
});
