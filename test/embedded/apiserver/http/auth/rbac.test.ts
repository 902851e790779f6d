import { expect, test } from 'vitest';
import { forbiddenMessage, ruleAllows } from '../../../../../src/embedded/apiserver/http/auth/rbac.ts';

const rule = { verbs: ['get'], apiGroups: [''], resources: ['pods', 'pods/log'] };
const ask = { verb: 'get', group: '', resource: 'pods', namespace: 'a', name: 'b' };

test('a rule allows its verbs, groups, resources and names, and nothing else', () => {
  expect(ruleAllows(rule, ask)).toBe(true);
  expect(ruleAllows(rule, { ...ask, verb: 'delete' })).toBe(false);
  expect(ruleAllows(rule, { ...ask, group: 'apps' })).toBe(false);
  expect(ruleAllows(rule, { ...ask, resource: 'secrets' })).toBe(false);
  expect(ruleAllows(rule, { ...ask, subresource: 'log' })).toBe(true);
  expect(ruleAllows(rule, { ...ask, subresource: 'exec' })).toBe(false);
  const named = { ...rule, resourceNames: ['b'] };
  expect(ruleAllows(named, ask)).toBe(true);
  expect(ruleAllows(named, { ...ask, name: 'c' })).toBe(false);
  const { name: _, ...unnamed } = ask;
  expect(ruleAllows(named, unnamed)).toBe(false);
});

test('wildcards', () => {
  expect(
    ruleAllows({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { ...ask, subresource: 'exec' }),
  ).toBe(true);
  expect(
    ruleAllows({ verbs: ['*'], apiGroups: ['*'], resources: ['*/scale'] }, { ...ask, subresource: 'scale' }),
  ).toBe(true);
  expect(ruleAllows({ verbs: ['*'], apiGroups: ['*'], resources: ['*/scale'] }, ask)).toBe(false);
  expect(
    ruleAllows({ verbs: ['get'], nonResourceURLs: ['/apis/*'] }, { verb: 'get', path: '/apis/apps' }),
  ).toBe(true);
  expect(ruleAllows({ verbs: ['get'], nonResourceURLs: ['/apis/*'] }, { verb: 'get', path: '/api' })).toBe(
    false,
  );
  expect(ruleAllows({ verbs: ['*'], nonResourceURLs: ['*'] }, ask)).toBe(false);
});

test("a refusal has Kubernetes' message", () => {
  const user = { name: 'jan', groups: [] };
  expect(
    forbiddenMessage(user, { ...ask, group: 'apps', resource: 'deployments', subresource: 'scale' }),
  ).toBe(
    'deployments.apps "b" is forbidden: User "jan" cannot get resource "deployments/scale" in API group "apps" in the namespace "a"',
  );
  expect(forbiddenMessage(user, { verb: 'list', group: '', resource: 'nodes' })).toBe(
    'nodes is forbidden: User "jan" cannot list resource "nodes" in API group "" at the cluster scope',
  );
  expect(forbiddenMessage(user, { verb: 'get', path: '/metrics' })).toBe(
    'forbidden: User "jan" cannot get path "/metrics"',
  );
});
