import { expect, test } from 'vitest';
import { translator } from '../../src/messages/index.ts';
import { countErrors, secondLine, summaryLines } from '../../src/load/index.ts';
import type { LoadSummary } from '../../src/load/index.ts';

const inEnglish = translator('en');

const summary: LoadSummary = {
  url: 'http://127.0.0.1:5000/slow',
  seconds: 20,
  requests: 2000,
  errors: { refused: 3, 'status 503': 1 },
  messages: { refused: 'connect ECONNREFUSED', 'status 503': 'HTTP 503' },
  perSecond: 100,
  p50: 12.345,
  p90: 480.6,
  p99: 2400,
  max: 12_345,
  shareWithin: 0.9996,
  dropped: 0,
  unfinished: 2,
  interrupted: true,
};

test('the summary says all of it', () => {
  expect(summaryLines(summary, 500).map(String)).toEqual([
    'requests   2000 in 20.0 s, 100.0 req/s',
    'latency    p50 12 ms, p90 481 ms, p99 2400 ms, max 12.3 s',
    '           measured by this client, from sending to the end of the answer',
    'share      99.9 % within 500 ms',
    'errors     4 (0.2 %)',
    '           refused: 3  (connect ECONNREFUSED)',
    '           status 503: 1',
    'unfinished 2, cancelled at the end; not counted above',
  ]);
  expect(countErrors(summary)).toBe(4);
});

test('no answer is a dash, not a zero', () => {
  const none = {
    ...summary,
    requests: 0,
    errors: {},
    p50: undefined,
    p90: undefined,
    p99: undefined,
    max: undefined,
    shareWithin: undefined,
  };
  expect(summaryLines(none, 500).slice(1, 3).map(String)).toEqual([
    'latency    p50 –, p90 –, p99 –, max –',
    'share      – within 500 ms',
  ]);
});

test('the line of a second fits 80 columns, and names what went wrong', () => {
  const line = secondLine(
    { ...summary, errors: {}, elapsed: 7.02, inFlight: 40, dropped: 0 },
    500,
    inEnglish,
  );
  expect(line).toBe('   7 s    100 req/s  p50 12 ms  p99 2400 ms  99.9 % within 500 ms  40 open');
  expect(line.length).toBeLessThanOrEqual(80);
  expect(secondLine({ ...summary, elapsed: 7, inFlight: 0, dropped: 5 }, 500, inEnglish)).toMatch(
    /3 refused {2}1 status 503 {2}5 not sent$/,
  );
});
