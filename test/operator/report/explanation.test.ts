import { describe, expect, test } from 'vitest';
import { LANGUAGES, SIGNAL, translator } from '../../../src/messages/index.ts';
import { learn } from '../../../src/operator/decision/capacity.ts';
import { decide } from '../../../src/operator/decision/decide.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import type { Capacity, Memory } from '../../../src/operator/decision/memory.ts';
import type { Observation, Signal } from '../../../src/operator/decision/observation.ts';
import { policyOf } from '../../../src/operator/decision/policy.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { unknown } from '../../../src/operator/signal/signal-error.ts';
import { NO_REQUESTS } from '../../../src/operator/signal/requests.ts';
import { explanation } from '../../../src/operator/report/explanation.ts';
import { readingOf } from '../../../src/operator/report/reading.ts';
import { line } from '../../../src/operator/report/report.ts';
import type { Evaluation } from '../../../src/operator/report/report.ts';

const policy = policyOf({
  thresholdMilliseconds: 123,
  objective: 0.999,
  scaleDownAbove: 1,
  maxReplicas: 1000,
}) as Policy;

/** @param rate requests a second @param mean seconds */
const counted = (rate: number, share: number, mean: number, known = 200): Signal => {
  const requests = (seconds: number) => ({
    total: rate * seconds,
    fast: rate * seconds * share,
    doubtful: 0,
    latency: rate * seconds * mean,
  });
  return {
    state: 'counted',
    window: requests(15),
    seconds: 15,
    fresh: requests(15),
    freshSeconds: 15,
    pods: 200,
    known,
  };
};

const seenWith = (signal: Signal, more: Partial<Observation> = {}): Observation => ({
  replicas: 200,
  ready: 200,
  rollingOut: false,
  revision: '1',
  signal,
  ...more,
});

const NOW = 100_000;
const before = (more: Partial<Memory> = {}): Memory => ({
  ...NO_MEMORY,
  at: NOW - 15,
  knownAt: NOW - 15,
  replicas: 200,
  ready: 200,
  revision: '1',
  quietSince: NOW - 1234.5,
  ...more,
});

function evaluate(seen: Observation, memory: Memory): Evaluation {
  const decision = decide(policy, seen, memory, NOW);
  return {
    key: 'ns/kad',
    namespace: 'ns',
    name: 'kad',
    policy,
    seen,
    before: memory,
    decision,
    now: NOW,
    done: true,
  };
}

const capacity = { measured: new Map(), carried: 123.4, limit: 130, tooMuch: 145.6 };
/** At 2.5 requests a second just within the objective on average. */
const narrow = [
  { rate: 1, slow: 0.0002 },
  { rate: 2.5, slow: 0.0009 },
  { rate: 3.5, slow: 0.0009 },
  { rate: 6, slow: 0.5 },
].reduce(
  (known: Capacity, { rate, slow }) => {
    const total = 1200 * 200 * rate;
    return learn(policy, known, { ready: 200, total, slow: total * slow, seconds: 1200 }, NOW);
  },
  { measured: new Map() },
);
const CASES: [string, Evaluation][] = [
  ['nothing known', evaluate(seenWith(counted(98_765.4, 0.9991, 0.0998)), NO_MEMORY)],
  [
    'a breach',
    evaluate(
      seenWith(counted(98_765.4, 0.9, 1.0004)),
      before({ step: { at: NOW - 9999, from: 1, to: 200, own: true } }),
    ),
  ],
  [
    'pods starting',
    evaluate(seenWith(counted(98_765.4, 0.9, 9.9), { ready: 199 }), before({ pendingSince: NOW - 599 })),
  ],
  ['much learned', evaluate(seenWith(counted(98_765.4, 1, 0.0998)), before({ capacity }))],
  ['few requests', evaluate(seenWith(counted(500, 1, 0.0998)), before({ capacity: narrow }))],
  [
    'little learned',
    evaluate(
      seenWith(counted(98_765.4, 1, 0.0998)),
      before({ capacity: { measured: new Map(), carried: 512.3 } }),
    ),
  ],
  ['a trial', evaluate(seenWith(counted(9_876.5, 0.9995, 0.0998)), before())],
  ['no requests', evaluate(seenWith(counted(0, 1, 0)), before())],
  ['a query of one’s own', evaluate(seenWith({ state: 'share', share: 0.9995, idle: false }), before())],
  [
    'the last one',
    evaluate(seenWith(counted(9.8, 1, 0.1), { replicas: 1, ready: 1 }), before({ replicas: 1, ready: 1 })),
  ],
  ['unknown', evaluate(seenWith(unknown('NoSeries', SIGNAL.noneScraped({ namespace: 'ns' }))), before())],
];

describe.each(LANGUAGES)('in the language %s', (language) => {
  test.each(CASES)('%s is explained within 80 columns', (_what, evaluation) => {
    const lines = explanation(evaluation, translator(language));
    // It stands ten columns further in.
    expect(lines.filter((text) => [...text].length > 70)).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(13);
  });
});

test.each(CASES)('in Czech %s has no English sentence', (_what, evaluation) => {
  const english = explanation(evaluation).filter((text) => /\p{L}{3,}/u.test(text));
  const czech = new Set(explanation(evaluation, translator('cs')));
  expect(english.filter((text) => czech.has(text))).toEqual([]);
});

test('that fewer replicas would miss the objective by chance is said', () => {
  const few = CASES.find(([what]) => what === 'few requests')!;
  expect(explanation(few[1]).join('\n')).toContain(
    '✗ 199 can carry it: 2.5 req/s each, but not in every minute',
  );
});

test('an objective of 99.9 % is not shown as 100 %', () => {
  expect(explanation(CASES[0]![1]).join('\n')).toContain('✗ 99.9 % < 99.9 %');
});

test('a clause holds where the decision was made upon it', () => {
  const text = explanation(CASES[1]![1]);
  const more = text.slice(
    text.findIndex((each) => each.startsWith('more:')),
    text.findIndex((each) => each.startsWith('fewer:')),
  );
  expect(more.every((each) => each.includes('✓'))).toBe(true);
  expect(text.at(-2)).toMatch(/^decided: {2}200 → \d+, ObjectiveMissed/);
});

test('a low share of a few requests is not called calm', () => {
  const seen = seenWith({ ...counted(0.1, 0.5, 0.2), freshSeconds: 0, fresh: NO_REQUESTS } as Signal);
  const evaluation = evaluate(seen, before({ quietSince: NOW - 5 }));
  expect(evaluation.decision.replicas).toBe(200);
  expect(line(evaluation)).toMatch(/objective missed, but that may be chance$/);
  expect(explanation(evaluation).at(-1)).toMatch(/objective missed, but that may be chance$/);
});

test('a long wait says when it ends', () => {
  expect(
    line(evaluate(seenWith(counted(9_876.5, 0.9991, 0.0998)), before({ quietSince: NOW - 100 }))),
  ).toMatch(/objective met, fewer will be tried in \d+ s$/);
});

test('why nothing is known is worded in Czech in the line, too', () => {
  const seen = seenWith(unknown('NoSeries', SIGNAL.ofPod({ pod: 'kad-1', why: SIGNAL.noInfiniteBucket })));
  const evaluation = evaluate(seen, before());
  expect(line(evaluation, undefined, translator('cs'))).toMatch(
    /latence není známa, neškáluje se: pod kad-1: chybí bucket \+Inf$/,
  );
  expect(line(evaluation)).toMatch(/latency unknown, not scaling: pod kad-1: it has no bucket \+Inf$/);
  expect(readingOf(seen)).toEqual({
    state: 'unknown',
    cause: 'NoSeries',
    detail: 'pod kad-1: it has no bucket +Inf',
  });
});
