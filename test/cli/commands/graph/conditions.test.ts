import { expect, test } from 'vitest';
import { parseConditions } from '../../../../src/cli/commands/graph/conditions.ts';
import type { Sample } from '../../../../src/cli/commands/graph/sample.ts';

const sample: Sample = { time: 0, share: 0.85, rps: 12, p95: NaN, replicas: 2 };

test.each([
  ['share>0.8', true],
  ['share < 0.8', false],
  ['share>80%', true],
  ['share>=0.85', true],
  ['replicas=2', true],
  ['replicas==3', false],
  ['share>0.8 replicas>1', true],
  ['share>0.8, replicas>2', false],
  ['rps<.5', false],
  ['p95<1', false],
  ['p95>1', false],
])('%s', (text, holds) => {
  expect(parseConditions(text)(sample)).toBe(holds);
});

test.each(['no traffic', 'no data'] as const)('%s fulfils nothing', (share) => {
  for (const text of ['share<2', 'share>=0']) expect(parseConditions(text)({ ...sample, share })).toBe(false);
});

test.each(['', 'shares>1', 'share', 'share>x', 'share>0.8x', '0.8<share', 'share!=1'])(
  '%j is not a condition',
  (text) => {
    expect(() => parseConditions(text)).toThrow('is not a valid condition');
  },
);
