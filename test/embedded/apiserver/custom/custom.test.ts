import { expect, test } from 'vitest';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import { configMap } from '../objects.ts';
import { schema, definition, scaler, withDefinition } from './scalers.ts';

test('a definition is served immediately, under all its names', () => {
  const cluster = withDefinition();
  const entry = cluster.resources.resolve('example.org', 'v1', 'scalers');
  expect(entry).toMatchObject({
    kind: 'Scaler',
    listKind: 'ScalerList',
    singular: 'scaler',
    namespaced: true,
    subresources: ['status', 'scale'],
  });
  for (const name of ['scalers', 'scaler', 'Scaler', 'sca', 'scalers.example.org'])
    expect(cluster.resources.find(name)).toBe(entry);
  expect(cluster.get('crd', undefined, 'scalers.example.org')!['status'].conditions).toMatchObject([
    { type: 'NamesAccepted', status: 'True' },
    { type: 'Established', status: 'True' },
  ]);
});

test('unknown fields are pruned, defaults set, the status written by its subresource only', () => {
  const cluster = withDefinition();
  const made = cluster.create('scalers', {
    ...scaler({ extra: 1, anything: { goes: [1] }, labels: { a: 'b' }, targets: [{ name: 'x', extra: 1 }] }),
    status: { replicas: 9 },
  });
  expect(made['spec']).toEqual({
    deployment: 'kad',
    min: 1,
    anything: { goes: [1] },
    labels: { a: 'b' },
    targets: [{ name: 'x', weight: 5 }],
  });
  expect(made['status']).toBeUndefined();
  const withStatus = cluster.mergePatch(
    'scalers',
    'default',
    's',
    { spec: { min: 9 }, status: { replicas: 2, junk: 1 } },
    'status',
  );
  expect(withStatus).toMatchObject({ spec: { min: 1 }, metadata: { generation: 1 } });
  expect(withStatus['status']).toEqual({ replicas: 2 });
});

test.each([
  [{ deployment: undefined }, 'spec.deployment: Required value'],
  [
    { deployment: '' },
    'spec.deployment: Invalid value: "": spec.deployment in body should be at least 1 chars long',
  ],
  [
    { deployment: 'KAD' },
    `spec.deployment: Invalid value: "KAD": spec.deployment in body should match '^[a-z]+$'`,
  ],
  [{ min: -1 }, 'spec.min: Invalid value: -1: spec.min in body should be greater than or equal to 0'],
  [{ max: 11 }, 'spec.max: Invalid value: 11: spec.max in body should be less than or equal to 10'],
  [{ min: '1' }, 'spec.min: Invalid value: "string": spec.min in body must be of type integer: "string"'],
  [{ share: 0 }, 'spec.share: Invalid value: 0: spec.share in body should be greater than 0'],
  [{ mode: 'sideways' }, 'spec.mode: Unsupported value: "sideways": supported values: "up", "down"'],
  [
    { labels: { a: 1 } },
    'spec.labels.a: Invalid value: "integer": spec.labels.a in body must be of type string: "integer"',
  ],
  [{ targets: [{}] }, 'spec.targets[0].name: Required value'],
  [{ targets: [{ name: 'a' }, { name: 'a' }] }, 'spec.targets[1]: Duplicate value: {"name":"a"}'],
  [
    { targets: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
    'spec.targets: Too many: 3: must have at most 2 items',
  ],
  [
    { port: 1.5 },
    'spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number"',
  ],
])('%j is refused', (spec, text) => {
  const cluster = withDefinition();
  expect(() => cluster.create('scalers', scaler(spec))).toThrow(text);
  for (const port of [80, 'http'])
    expect(
      cluster.create('scalers', {
        ...scaler({ port }),
        metadata: { name: `p${port}`, namespace: 'default' },
      })['spec'].port,
    ).toBe(port);
});

test('columns by JSONPath', () => {
  const cluster = withDefinition();
  const entry = cluster.resources.find('scalers')!;
  cluster.create('scalers', scaler({ min: 3 }));
  const object = cluster.mergePatch(
    'scalers',
    'default',
    's',
    {
      status: {
        conditions: [
          { type: 'Other', status: 'False' },
          { type: 'Ready', status: 'True' },
        ],
      },
    },
    'status',
  );
  const table = cluster.requests.table(entry, [object]);
  expect(table.columnDefinitions.map(({ name, priority }) => [name, priority])).toEqual([
    ['Name', 0],
    ['Min', 0],
    ['Ready', 0],
    ['Mode', 1],
    ['Age', 0],
  ]);
  expect(table.rows[0]!.cells.slice(0, 4)).toEqual(['s', 3, 'True', null]);
  expect(table.rows[0]!.cells[4]).toMatch(/^\d+s$/);
});

test('scale by the paths of the definition', () => {
  const cluster = withDefinition();
  const entry = cluster.resources.find('scalers')!;
  cluster.create('scalers', scaler({ min: 3 }));
  cluster.mergePatch('scalers', 'default', 's', { status: { replicas: 2, selector: 'app=kad' } }, 'status');
  expect(cluster.requests.get(entry, 'default', 's', 'scale')).toMatchObject({
    spec: { replicas: 3 },
    status: { replicas: 2, selector: 'app=kad' },
  });
  cluster.requests.patch(
    entry,
    'default',
    's',
    { type: 'merge', body: { spec: { replicas: 4 } } },
    { subresource: 'scale' },
  );
  expect(cluster.get('scalers', 'default', 's')!['spec'].min).toBe(4);
});

test('strategic merge patches are refused for custom resources', () => {
  const cluster = withDefinition();
  cluster.create('scalers', scaler());
  expect(() =>
    cluster.requests.patch(cluster.resources.find('scalers')!, 'default', 's', {
      type: 'strategic',
      body: {},
    }),
  ).toThrow(expect.objectContaining({ code: 415 }));
});

test('deleting a definition deletes its objects; a finalizer of one keeps the definition', () => {
  const cluster = withDefinition();
  const changes: number[] = [];
  cluster.resources.onChange(() => changes.push(cluster.resources.all().length));
  cluster.create('scalers', {
    ...scaler(),
    metadata: { name: 's', namespace: 'default', finalizers: ['x/y'] },
  });
  cluster.delete('crd', undefined, 'scalers.example.org');
  expect(cluster.get('scalers', 'default', 's')!.metadata.deletionTimestamp).toBeDefined();
  expect(cluster.get('crd', undefined, 'scalers.example.org')).toBeDefined();
  cluster.mergePatch('scalers', 'default', 's', { metadata: { finalizers: null } });
  expect(cluster.get('crd', undefined, 'scalers.example.org')).toBeUndefined();
  expect(cluster.resources.find('scalers')).toBeUndefined();
  expect(changes).toHaveLength(1);
});

test('definitions and their objects survive a restart', () => {
  const cluster = withDefinition();
  const made = cluster.create('scalers', scaler());
  const again = createCluster({ load: cluster.snapshot() });
  expect(again.get('scalers', 'default', 's')).toEqual(made);
});

test('a changed schema applies to later writes', () => {
  const cluster = withDefinition();
  const stricter = structuredClone(schema);
  stricter.properties.spec.properties.max.maximum = 5;
  const present = cluster.get('crd', undefined, 'scalers.example.org')!;
  cluster.update('crd', { ...present, spec: definition({ schema: { openAPIV3Schema: stricter } }).spec });
  expect(() => cluster.create('scalers', scaler({ max: 6 }))).toThrow('should be less than or equal to 5');
});

test('an inconsistent definition is refused', () => {
  const cluster = createCluster();
  const wrong = (change: (spec: ReturnType<typeof definition>) => void) => {
    const copy = structuredClone(definition());
    change(copy);
    return () => cluster.create('crd', copy);
  };
  expect(wrong((it) => (it.metadata.name = 'x.example.org'))).toThrow(
    'must be spec.names.plural+"."+spec.group',
  );
  expect(wrong((it) => (it.spec.scope = 'Galaxy'))).toThrow('spec.scope: Unsupported value: "Galaxy"');
  expect(wrong((it) => (it.spec.versions[0]!.storage = false))).toThrow(
    'must have exactly one version marked as storage version',
  );
});

test('other kinds are not affected', () => {
  const cluster = withDefinition();
  cluster.create('configmaps', configMap('a'));
  cluster.delete('crd', undefined, 'scalers.example.org');
  expect(cluster.get('configmaps', 'default', 'a')).toBeDefined();
});
