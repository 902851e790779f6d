import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { equal } from '../../../../src/embedded/apiserver/json.ts';
import { jsonPatch } from '../../../../src/embedded/apiserver/patch/json-patch.ts';
import { mergePatch } from '../../../../src/embedded/apiserver/patch/merge-patch.ts';

// The examples of RFC 7386, appendix A.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('merge patch of %j with %j', (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});

const json = fc.jsonValue({ maxDepth: 4 });

test('merge patch is idempotent, and its values are in the result', () => {
  fc.assert(
    fc.property(json, json, (target, patch) => {
      const once = mergePatch(target, patch);
      expect(equal(mergePatch(once, patch), once)).toBe(true);
      if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return;
      for (const [key, value] of Object.entries(patch))
        expect(value === null ? !Object.hasOwn(once, key) : Object.hasOwn(once, key)).toBe(true);
    }),
  );
});

test('merge patch does not change its arguments', () => {
  fc.assert(
    fc.property(json, json, (target, patch) => {
      const before = JSON.stringify([target, patch]);
      mergePatch(target, patch);
      expect(JSON.stringify([target, patch])).toBe(before);
    }),
  );
});

// After RFC 6902, appendix A.
test.each([
  [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
  [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  [{ baz: 1, foo: 2 }, [{ op: 'remove', path: '/baz' }], { foo: 2 }],
  [{ foo: ['a', 'b', 'c'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['a', 'c'] }],
  [{ baz: 1 }, [{ op: 'replace', path: '/baz', value: 2 }], { baz: 2 }],
  [{ a: { x: 1 }, b: {} }, [{ op: 'move', from: '/a/x', path: '/b/y' }], { a: {}, b: { y: 1 } }],
  [{ foo: [1, 2, 3] }, [{ op: 'move', from: '/foo/0', path: '/foo/2' }], { foo: [2, 3, 1] }],
  [{ a: { x: 1 } }, [{ op: 'copy', from: '/a', path: '/b' }], { a: { x: 1 }, b: { x: 1 } }],
  [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  [{ a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }], { b: 2 }],
])('JSON patch of %j with %j', (target, patch, result) => {
  expect(jsonPatch(target, patch)).toEqual(result);
});

test.each([
  [{ a: 1 }, [{ op: 'remove', path: '/b' }], 422],
  [{ a: 1 }, [{ op: 'replace', path: '/b', value: 1 }], 422],
  [{ a: 1 }, [{ op: 'add', path: '/b/c', value: 1 }], 422],
  [{ a: [1] }, [{ op: 'add', path: '/a/2', value: 1 }], 422],
  [{ a: [1] }, [{ op: 'remove', path: '/a/-' }], 422],
  [{ a: 1 }, [{ op: 'test', path: '/a', value: 2 }], 422],
  [{ a: {} }, [{ op: 'move', from: '/a', path: '/a/b' }], 422],
  [{ a: 1 }, [{ op: 'invent', path: '/a' }], 400],
  [{ a: 1 }, { op: 'remove', path: '/a' }, 400],
  [{ a: 1 }, [{ op: 'remove', path: 'a' }], 400],
  [{ a: 1 }, [{ op: 'add', path: '/a' }], 400],
])('JSON patch of %j with %j is refused', (target, patch, code) => {
  expect(() => jsonPatch(target, patch)).toThrow(expect.objectContaining({ code }));
});

test('a failed JSON patch changes nothing', () => {
  const target = { a: [1], b: 1 };
  expect(() =>
    jsonPatch(target, [
      { op: 'remove', path: '/b' },
      { op: 'remove', path: '/c' },
    ]),
  ).toThrow('the server rejected our request');
  expect(target).toEqual({ a: [1], b: 1 });
});
