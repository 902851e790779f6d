/** The figures in docs/operator.md are those of the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NO_EVIDENCE, certainty, strength, weigh } from '../../../src/operator/decision/evidence.ts';
import { policyOf } from '../../../src/operator/decision/policy.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { needed } from '../../../src/operator/decision/more.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';

const text = readFileSync('docs/operator.md', 'utf8');
const rows = [...text.matchAll(/^\| (0\.\d+) \| (\d+) \|(.*)\|$/gm)].map(([, objective, rate, cells]) => ({
  objective: Number(objective),
  rate: Number(rate),
  requests: cells!.split('|').map((cell) => (cell.trim() === '' ? undefined : Number(cell))),
}));
const SHARES = [1, 0.5, 0.2, 0.15];

/** Requests that make a miss certain, with slow ones spread evenly among them; undefined: it never is. */
function requests(objective: number, rate: number, slow: number): number | undefined {
  const policy = policyOf({ objective }) as Policy;
  const bound = certainty(rate);
  let evidence = NO_EVIDENCE;
  for (let n = 1; n <= 10_000; n++) {
    evidence = weigh(policy, evidence, slow, 1 - slow, bound + 2);
    if (strength(evidence) >= bound) return n;
  }
  return undefined;
}

test('there is a table of requests', () => {
  expect(rows.length).toBe(5);
});

test.each(rows)('objective $objective at $rate requests a second', ({ objective, rate, requests: told }) => {
  expect(told).toEqual(SHARES.map((slow) => requests(objective, rate, slow)));
});

test.each([
  [0.3, 2],
  [0.5, 4],
])('with 4 replicas and the objective 0.9, a share of %d slow requests asks for %d more', (slow, more) => {
  const policy = policyOf({ objective: 0.9, maxReplicas: 100 }) as Policy;
  const latest = { total: 1000, slow: 1000 * slow, latency: 1000, seconds: 10 };
  const memory = { ...NO_MEMORY, load: { ...NO_MEMORY.load, latest } };
  const seen = {
    replicas: 4,
    ready: 4,
    rollingOut: false,
    revision: '1',
    signal: { state: 'unknown', cause: 'NoSeries', detail: '' },
  } as const;
  expect(needed(policy, seen, memory, 0)).toBe(4 + more);
  expect(text).toContain('two more at 30 % slow requests and four at 50 %');
});
