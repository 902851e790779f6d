import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { NewObject } from '../../../src/embedded/apiserver/types.ts';
import { configMap, deployment, pod, refusal, service } from './objects.ts';

const create = (resource: string, object: NewObject, cluster = createCluster()) =>
  cluster.create(resource, object);

const template = (spec: object, labels = { app: 'kad' }) => ({ template: { metadata: { labels }, spec } });
const c = { name: 'c', image: 'i:1' };

test.each<[string, string, NewObject, string[]]>([
  [
    'no image',
    'deployments',
    deployment('kad', {}, { image: undefined }),
    ['spec.template.spec.containers[0].image: Required value'],
  ],
  [
    'no containers',
    'deployments',
    deployment('kad', template({ containers: [] })),
    ['spec.template.spec.containers: Required value'],
  ],
  [
    'the same name twice',
    'deployments',
    deployment('kad', template({ containers: [c, c] })),
    ['spec.template.spec.containers[1].name: Duplicate value: "c"'],
  ],
  [
    'a negative count',
    'deployments',
    deployment('kad', { replicas: -1 }),
    ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
  ],
  [
    'a selector that does not match',
    'deployments',
    deployment('kad', template({ containers: [c] }, { app: 'x' })),
    [
      'spec.template.metadata.labels: Invalid value: map[string]string{"app":"x"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'a mount without a volume',
    'pods',
    pod('p', { containers: [{ ...c, volumeMounts: [{ name: 'v', mountPath: '/v' }] }] }),
    ['spec.containers[0].volumeMounts[0].name: Not found: "v"'],
  ],
  [
    'a port out of range',
    'pods',
    pod('p', { containers: [{ ...c, ports: [{ containerPort: 70000 }] }] }),
    [
      'spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
  ],
  [
    'a probe that probes nothing',
    'pods',
    pod('p', { containers: [{ ...c, livenessProbe: {} }] }),
    ['spec.containers[0].livenessProbe: Required value: must specify a handler type'],
  ],
  [
    'an unknown policy',
    'pods',
    pod('p', { restartPolicy: 'Sometimes' }),
    ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
  ],
  ['a service without ports', 'services', service('s', { ports: [] }), ['spec.ports: Required value']],
  [
    'two ports without names',
    'services',
    service('s', { ports: [{ port: 1 }, { port: 2 }] }),
    ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
  ],
  [
    'no name',
    'configmaps',
    { ...configMap('x'), metadata: { namespace: 'default' } },
    ['metadata.name: Required value: name or generateName is required'],
  ],
])('%s is refused in the words of Kubernetes', (_what, resource, object, texts) => {
  const error = refusal(() => create(resource, object));
  expect(error).toMatchObject({ code: 422, reason: 'Invalid' });
  expect(
    (error.details!['causes'] as { field: string; message: string }[]).map(
      ({ field, message }) => `${field}: ${message}`,
    ),
  ).toEqual(texts);
  expect(error.message).toContain(
    texts.length === 1 ? ` is invalid: ${texts[0]}` : ` is invalid: [${texts.join(', ')}]`,
  );
});

test('names are DNS names', () => {
  expect(refusal(() => create('pods', pod('Bad_Name'))).message).toMatch(
    /^Pod "Bad_Name" is invalid: metadata\.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of/,
  );
  expect(refusal(() => create('services', service('1st'))).message).toContain(
    'a DNS-1035 label must consist of',
  );
  expect(refusal(() => create('configmaps', configMap('x', {}, { l: 'not ok' }))).message).toContain(
    'metadata.labels: Invalid value: "not ok": a valid label must be',
  );
});

test('immutable fields do not change', () => {
  const cluster = createCluster();
  create('deployments', deployment('kad'), cluster);
  create('services', service('kad'), cluster);
  create('pods', pod('kad'), cluster);
  create('configmaps', { ...configMap('kad', { a: '1' }), immutable: true }, cluster);
  const patch = (resource: string, body: object) =>
    refusal(() => cluster.mergePatch(resource, 'default', 'kad', body)).message;
  expect(
    patch('deployments', {
      spec: {
        selector: { matchLabels: { app: 'kad', x: 'y' } },
        template: { metadata: { labels: { x: 'y' } } },
      },
    }),
  ).toContain('field is immutable');
  expect(patch('services', { spec: { clusterIP: '10.96.9.9' } })).toContain(
    'spec.clusterIPs[0]: Invalid value: []string{"10.96.9.9"}: may not change once set',
  );
  expect(patch('pods', { spec: { hostname: 'h' } })).toContain(
    'Forbidden: pod updates may not change fields other than',
  );
  expect(patch('configmaps', { data: { a: '2' } })).toContain(
    'data: Forbidden: field is immutable when `immutable` is set',
  );
  expect(
    cluster.mergePatch('pods', 'default', 'kad', { spec: { activeDeadlineSeconds: 9 } })['spec']
      .activeDeadlineSeconds,
  ).toBe(9);
});

test('generation counts changes of the spec, not of labels or status', () => {
  const cluster = createCluster();
  create('deployments', deployment('kad'), cluster);
  const generation = () => cluster.get('deployments', 'default', 'kad')!.metadata.generation;
  cluster.mergePatch('deployments', 'default', 'kad', { metadata: { labels: { a: 'b' } } });
  cluster.mergePatch('deployments', 'default', 'kad', { status: { replicas: 3 } }, 'status');
  expect(generation()).toBe(1);
  cluster.mergePatch('deployments', 'default', 'kad', { spec: { replicas: 3 } });
  expect(generation()).toBe(2);
});

test('status is written by its subresource only', () => {
  const cluster = createCluster();
  create('deployments', deployment('kad'), cluster);
  cluster.mergePatch('deployments', 'default', 'kad', { status: { replicas: 3 } });
  expect(cluster.get('deployments', 'default', 'kad')!['status'].replicas).toBeUndefined();
  const status = cluster.mergePatch(
    'deployments',
    'default',
    'kad',
    { spec: { replicas: 9 }, status: { replicas: 3 } },
    'status',
  );
  expect(status).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 3 } });
});

test('unknown fields: error, warning or dropped, by fieldValidation', () => {
  const cluster: Cluster = createCluster();
  const entry = cluster.resources.find('deployments')!;
  const misspelt = deployment('kad', { replicaz: 1 }, { imag: 'x' });
  const error = refusal(() =>
    cluster.requests.create(entry, 'default', misspelt, { fieldValidation: 'Strict' }),
  );
  expect(error.code).toBe(400);
  expect(error.message).toMatch(
    /^Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field /,
  );
  expect(error.message).toContain('unknown field "spec.replicaz"');
  expect(error.message).toContain('unknown field "spec.template.spec.containers[0].imag"');
  const warnings: string[] = [];
  const made = cluster.requests.create(entry, 'default', misspelt, {
    fieldValidation: 'Warn',
    onWarning: (text) => warnings.push(text),
  });
  expect(warnings).toHaveLength(2);
  expect(made['spec'].replicaz).toBeUndefined();
});

test("a value of the wrong type gives Go's message", () => {
  const error = refusal(() => create('deployments', deployment('kad', { replicas: 'three' })));
  expect(error).toMatchObject({ code: 400, reason: 'BadRequest' });
  expect(error.message).toBe(
    'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  );
});
