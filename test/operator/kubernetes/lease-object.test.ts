import { expect, test } from 'vitest';
import { leaderLeaseOf } from '../../../src/operator/identity.ts';
import { claimName } from '../../../src/operator/kubernetes/claim-view.ts';
import type { OperatorOptions } from '../../../src/operator/options.ts';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

test.each([
  'kad',
  'a.b',
  'x'.repeat(63),
  `${'y'.repeat(240)}.z`,
  'z'.repeat(253),
  `${'w'.repeat(225)}${'.b'.repeat(10)}`,
])('the claim of %s has a name of its own, and one that is valid', (deployment) => {
  const name = claimName(deployment);
  expect(name.length).toBeLessThanOrEqual(253);
  expect(name).toMatch(NAME);
  expect(name).not.toBe(claimName(`${deployment.slice(0, -1)}q`));
});

test.each([
  [{}, 'pycont-operator'],
  [{ deployment: 'kad' }, 'pycont-operator-kad'],
  [{ selector: 'app=kad' }, 'pycont-operator-app-kad'],
  [{ selector: 'app in (kad, web)' }, 'pycont-operator-app-in-kad-web'],
])('the leader lease for %j', (options, expected) => {
  expect(leaderLeaseOf(options as OperatorOptions)).toBe(expected);
});

test('the leader lease for a long name is valid', () => {
  const name = leaderLeaseOf({ deployment: 'd'.repeat(253) } as OperatorOptions);
  expect(name.length).toBeLessThanOrEqual(253);
  expect(name).toMatch(NAME);
});
