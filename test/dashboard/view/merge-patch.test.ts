import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyMergePatch, mergePatchOf } from '../../../src/dashboard/view/merge-patch.ts';
import { mergePatch } from '../../../src/embedded/apiserver/patch/merge-patch.ts';

const { object } = fc.letrec<{ object: Record<string, unknown>; value: unknown }>((tie) => ({
  object: fc.dictionary(
    fc.oneof(fc.constantFrom('a', 'b', 'constructor', '__proto__'), fc.string()),
    tie('value'),
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.integer(), { maxLength: 3 }),
    tie('object'),
  ),
}));
/** As it travels. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('what is generated turns the one into the other, and changes neither', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const [one, other] = [sent(before), sent(after)];
      const patch = mergePatchOf(one, other);
      const result = patch === undefined ? one : applyMergePatch(one, sent(patch));
      expect(result).toEqual(sent(after));
      expect([one, other]).toEqual([sent(before), sent(after)]);
    }),
  );
});

test('equal objects need no patch', () => {
  fc.assert(fc.property(object, (value) => mergePatchOf(sent(value), sent(value)) === undefined));
});

test('any patch is applied as the API server of the embedded stage does', () => {
  const patches = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
  fc.assert(
    fc.property(object, patches, (target, patch) => {
      expect(applyMergePatch(sent(target), patch)).toEqual(mergePatch(sent(target) as never, patch as never));
    }),
  );
});

test.each<[what: string, before: object, after: object, patch: object | undefined]>([
  ['only what changed', { a: { x: 1, y: 2 }, b: 1 }, { a: { x: 1, y: 3 }, b: 1 }, { a: { y: 3 } }],
  ['null for what is gone, or undefined', { a: 1, b: 2 }, { b: undefined }, { a: null, b: null }],
  ['an array whole', { a: [1, 2], b: [1] }, { a: [1, 3], b: [1] }, { a: [1, 3] }],
  ['an object in the place of a value', { a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['a new member that a prototype has', {}, { constructor: { x: 1 } }, { constructor: { x: 1 } }],
])('a patch has %s', (_, before, after, patch) => {
  expect(mergePatchOf(before, after)).toEqual(patch);
});

test('what a patch does not touch stays the same object', () => {
  const before = { a: { x: 1 }, b: { y: 1 } };
  const after = applyMergePatch(before, { b: { y: 2 } });
  expect(after.a).toBe(before.a);
  expect(after.b).not.toBe(before.b);
});
