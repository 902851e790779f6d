import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { strategicMerge } from '../../../../src/embedded/apiserver/patch/strategic-merge.ts';
import { builtinSchema } from '../../../../src/embedded/apiserver/schema/builtin.ts';

const schema = builtinSchema('V1Pod');
const merge = (spec: object, patch: object) => strategicMerge({ spec }, { spec: patch }, schema).spec;
const a = { name: 'a', image: 'a:1' };
const b = { name: 'b', image: 'b:1' };

test('containers merge by name, new ones come first', () => {
  expect(merge({ containers: [a, b] }, { containers: [{ name: 'b', image: 'b:2' }] })).toEqual({
    containers: [a, { name: 'b', image: 'b:2' }],
  });
  expect(merge({ containers: [a] }, { containers: [b] })).toEqual({ containers: [b, a] });
});

test('env merges by name, ports by containerPort, mounts by mountPath', () => {
  const container = {
    ...a,
    env: [
      { name: 'X', value: '1' },
      { name: 'Y', value: '1' },
    ],
    ports: [{ containerPort: 80, name: 'http' }],
    volumeMounts: [{ mountPath: '/x', name: 'x' }],
  };
  const patch = {
    name: 'a',
    env: [{ name: 'Y', value: '2' }],
    ports: [{ containerPort: 80, name: 'web' }, { containerPort: 81 }],
    volumeMounts: [{ mountPath: '/x', name: 'y' }],
  };
  expect(merge({ containers: [container] }, { containers: [patch] }).containers[0]).toEqual({
    ...a,
    env: [
      { name: 'X', value: '1' },
      { name: 'Y', value: '2' },
    ],
    ports: [{ containerPort: 80, name: 'web' }, { containerPort: 81 }],
    volumeMounts: [{ mountPath: '/x', name: 'y' }],
  });
});

test('lists without a merge key are replaced', () => {
  const tolerations = (key: string) => ({ tolerations: [{ key }] });
  expect(merge(tolerations('x'), tolerations('y'))).toEqual(tolerations('y'));
  expect(
    merge({ containers: [{ ...a, args: ['1', '2'] }] }, { containers: [{ name: 'a', args: ['3'] }] }),
  ).toEqual({
    containers: [{ ...a, args: ['3'] }],
  });
});

test('directives: delete and replace, of items and of objects', () => {
  expect(merge({ containers: [a, b] }, { containers: [{ name: 'a', $patch: 'delete' }] })).toEqual({
    containers: [b],
  });
  expect(merge({ containers: [a, b] }, { containers: [{ $patch: 'replace' }, { name: 'c' }] })).toEqual({
    containers: [{ name: 'c' }],
  });
  expect(
    merge({ securityContext: { runAsUser: 1 } }, { securityContext: { $patch: 'replace', runAsGroup: 2 } }),
  ).toEqual({ securityContext: { runAsGroup: 2 } });
  expect(merge({ securityContext: { runAsUser: 1 } }, { securityContext: { $patch: 'delete' } })).toEqual({
    securityContext: {},
  });
  expect(() => merge({}, { securityContext: { $patch: 'invent' } })).toThrow('unknown patch type: invent');
});

test('null deletes, and nulls of a new object are dropped', () => {
  expect(merge({ nodeName: 'n', hostname: 'h' }, { nodeName: null })).toEqual({ hostname: 'h' });
  expect(merge({}, { securityContext: { runAsUser: null, runAsGroup: 1 } })).toEqual({
    securityContext: { runAsGroup: 1 },
  });
});

test('$retainKeys removes fields that are not listed', () => {
  const volume = { name: 'v', emptyDir: {} };
  expect(
    merge(
      { volumes: [volume] },
      { volumes: [{ name: 'v', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } }] },
    ),
  ).toEqual({
    volumes: [{ name: 'v', configMap: { name: 'c' } }],
  });
});

test('finalizers are a set; $deleteFromPrimitiveList removes from it', () => {
  const object = { metadata: { finalizers: ['x', 'y'] } };
  expect(
    strategicMerge(object, { metadata: { finalizers: ['y', 'z'] } }, schema).metadata.finalizers,
  ).toEqual(['x', 'y', 'z']);
  const patch = { metadata: { '$deleteFromPrimitiveList/finalizers': ['x'] } };
  expect(strategicMerge(object, patch, schema).metadata.finalizers).toEqual(['y']);
});

test('$setElementOrder orders the items of the patch, others keep their position', () => {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join('');
  const containers = Array.from('abc', (name) => ({ name }));
  const order = (keys: string) => ({ '$setElementOrder/containers': Array.from(keys, (name) => ({ name })) });
  expect(names(merge({ containers }, order('cab')).containers)).toBe('cab');
  expect(names(merge({ containers }, { ...order('da'), containers: [{ name: 'd' }] }).containers)).toBe(
    'dabc',
  );
  expect(
    names(
      merge({ containers }, { ...order('ac'), containers: [{ name: 'b', $patch: 'delete' }] }).containers,
    ),
  ).toBe('ac');
});

test('an item without its merge key is refused', () => {
  expect(() => merge({ containers: [a] }, { containers: [{ image: 'x' }] })).toThrow(
    'does not contain declared merge key: name',
  );
});

const container = fc.record(
  { name: fc.constantFrom('a', 'b', 'c'), image: fc.constantFrom('x', 'y') },
  { requiredKeys: ['name'] },
);
const spec = fc.record(
  {
    containers: fc.uniqueArray(container, { selector: ({ name }) => name }),
    nodeName: fc.constantFrom('n', 'm'),
    tolerations: fc.array(fc.record({ key: fc.constantFrom('k', 'l') })),
  },
  { requiredKeys: [] },
);

test('a strategic merge is idempotent', () => {
  fc.assert(
    fc.property(spec, spec, (original, patch) => {
      const once = merge(original, patch);
      expect(merge(once, patch)).toEqual(once);
    }),
  );
});
