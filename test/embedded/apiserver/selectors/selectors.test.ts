import { expect, test } from 'vitest';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import { fieldMatcher } from '../../../../src/embedded/apiserver/selectors/fields.ts';
import {
  formatLabelSelector,
  labelMatcher,
  selects,
} from '../../../../src/embedded/apiserver/selectors/labels.ts';

const labels = { app: 'kad', tier: 'web', empty: '', 'example.org/role': 'main' };

test.each([
  ['app=kad', true],
  ['app==kad', true],
  ['app = kad , tier!=db', true],
  ['app!=kad', false],
  ['missing!=x', true],
  ['tier in (web, db)', true],
  ['tier notin (web,db)', false],
  ['missing notin (x)', true],
  ['missing in (x)', false],
  ['app', true],
  ['!app', false],
  ['!missing', true],
  ['empty=', true],
  ['example.org/role=main', true],
  ['tier in (web),app=kad,!missing', true],
  ['toString', false],
])('%s', (selector, matches) => {
  expect(labelMatcher(selector)!(labels)).toBe(matches);
});

test('no selector selects everything', () => {
  expect(labelMatcher('')).toBeUndefined();
  expect(labelMatcher(undefined)).toBeUndefined();
});

test.each(['a b', '=x', 'a in x', 'a in (x', 'a=b=c', '-a=b', 'a=-b', ',a'])(
  '%s does not parse: 400',
  (selector) => {
    expect(() => labelMatcher(selector)).toThrow(expect.objectContaining({ code: 400 }));
  },
);

test('selector objects', () => {
  const selector = {
    matchLabels: { app: 'kad' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['web', 'db'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  };
  expect(formatLabelSelector(selector)).toBe('app=kad,tier in (db,web),!old');
  expect(selects(selector, labels)).toBe(true);
  expect(selects(selector, { app: 'kad' })).toBe(false);
  expect(selects({}, {})).toBe(true);
});

test('fields: equal, not equal, escaped, unknown', () => {
  const pods = createCluster().resources.find('pods')!;
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a,b' },
    spec: { nodeName: 'n' },
  } as never;
  expect(fieldMatcher(pods, 'spec.nodeName=n,status.phase!=Running')!(object)).toBe(true);
  expect(fieldMatcher(pods, 'metadata.name=a\\,b')!(object)).toBe(true);
  expect(fieldMatcher(pods, 'spec.nodeName=')!(object)).toBe(false);
  expect(() => fieldMatcher(pods, 'spec.secret=x')).toThrow('field label not supported: spec.secret');
});
