import { describe, expect, test } from 'vitest';
import { Labels } from '../../../src/embedded/prometheus/labels.ts';
import { readRelabelRules, relabel } from '../../../src/embedded/prometheus/relabel.ts';

const given = { a: 'foo', b: 'bar', __meta_x: '1', __meta_y: '2' };
const run = (...rules: object[]) =>
  relabel(
    Labels.from(Object.entries(given)),
    readRelabelRules(rules, 'rules', () => {}),
  )?.toJSON();

describe('actions', () => {
  test.each([
    [
      'replace takes the whole value by default',
      { source_labels: ['a'], target_label: 'd' },
      { ...given, d: 'foo' },
    ],
    [
      'replace joins and captures',
      { source_labels: ['a', 'b'], regex: '(f).*;(.+)', target_label: 'd', replacement: '${2}-$1' },
      { ...given, d: 'bar-f' },
    ],
    [
      'replace leaves alone what does not match',
      { source_labels: ['a'], regex: 'fo', target_label: 'a', replacement: 'x' },
      given,
    ],
    [
      'replace with nothing deletes',
      { target_label: 'a', replacement: '' },
      { b: 'bar', __meta_x: '1', __meta_y: '2' },
    ],
    [
      'replace into a captured name',
      { source_labels: ['a'], target_label: 'l_$1' },
      { ...given, l_foo: 'foo' },
    ],
    [
      'replace with a separator',
      { source_labels: ['a', 'b'], separator: '/', target_label: 'd' },
      { ...given, d: 'foo/bar' },
    ],
    ['keep', { action: 'keep', source_labels: ['a'], regex: 'f.*' }, given],
    ['keep drops the rest', { action: 'keep', source_labels: ['a'], regex: 'f' }, undefined],
    ['drop', { action: 'drop', source_labels: ['a'], regex: 'foo|x' }, undefined],
    ['drop keeps the rest', { action: 'drop', source_labels: ['missing'], regex: '.+' }, given],
    ['labelmap', { action: 'labelmap', regex: '__meta_(.+)' }, { ...given, x: '1', y: '2' }],
    ['labeldrop', { action: 'labeldrop', regex: '__meta_.*' }, { a: 'foo', b: 'bar' }],
    ['labelkeep', { action: 'labelkeep', regex: 'a' }, { a: 'foo' }],
    ['uppercase', { action: 'uppercase', source_labels: ['a'], target_label: 'a' }, { ...given, a: 'FOO' }],
    // The last eight bytes of the MD5 of "foo".
    [
      'hashmod',
      { action: 'hashmod', source_labels: ['a'], modulus: 1000, target_label: 'h' },
      { ...given, h: String(0xedef654fccc4a4d8n % 1000n) },
    ],
  ])('%s', (_name, rule, wanted) => {
    expect(run(rule)).toEqual(wanted);
  });

  test('in order, and nothing after a drop', () => {
    expect(
      run(
        { target_label: 'a', replacement: 'x' },
        { action: 'keep', source_labels: ['a'], regex: 'foo' },
        { target_label: 'z' },
      ),
    ).toBeUndefined();
  });
});

test.each([
  [{ action: 'explode' }, 'rules[0].action: unknown relabel action "explode"'],
  [{ regex: '(' }, 'rules[0].regex'],
  [{ action: 'replace' }, 'requires target_label'],
  [{ action: 'hashmod', target_label: 'a' }, 'requires a modulus'],
  [{ sourcelabels: ['a'] }, 'field "sourcelabels" not found in rules[0]'],
])('%j is refused', (rule, message) => {
  expect(() => run(rule)).toThrow(message);
});
