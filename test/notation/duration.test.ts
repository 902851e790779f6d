import { expect, test } from 'vitest';
import {
  formatGoDuration,
  formatPrometheusDuration,
  parseDuration,
  parseGoDuration,
  parseKubectlDuration,
  parsePrometheusDuration,
} from '../../src/notation/index.ts';

test.each([
  // text, pycont, Go, kubectl, Prometheus
  ['0', 0, 0, 0, 0],
  ['90', 90_000, undefined, 90_000, undefined],
  ['90s', 90_000, 90_000, 90_000, 90_000],
  ['1m30s', 90_000, 90_000, 90_000, 90_000],
  ['500ms', 500, 500, 500, 500],
  ['2m', 120_000, 120_000, 120_000, 120_000],
  ['1.5h', 5_400_000, 5_400_000, 5_400_000, undefined],
  ['0.2', 200, undefined, undefined, undefined],
  ['30s1m', 90_000, 90_000, 90_000, undefined],
  ['1s1s', 2000, 2000, 2000, undefined],
  ['250us', undefined, 0.25, 0.25, undefined],
  ['.5s', undefined, 500, 500, undefined],
  ['1d', undefined, undefined, undefined, 86_400_000],
  ['1y2w', undefined, undefined, undefined, (365 + 14) * 86_400_000],
  ['-1', undefined, undefined, -1000, undefined],
  ['-1s', undefined, undefined, undefined, undefined],
  ['5 min', undefined, undefined, undefined, undefined],
  ['1m 30s', undefined, undefined, undefined, undefined],
  [' 5s', undefined, undefined, undefined, undefined],
  ['1x', undefined, undefined, undefined, undefined],
  ['1.2.3s', undefined, undefined, undefined, undefined],
  ['s', undefined, undefined, undefined, undefined],
  ['', undefined, undefined, undefined, undefined],
])('%j in each grammar', (text, ...expected) => {
  const parsers = [parseDuration, parseGoDuration, parseKubectlDuration, parsePrometheusDuration];
  expect(parsers.map((parse) => parse(text))).toEqual(expected);
});

test('as Go prints them', () => {
  expect([300, 10_000, 80_000, 300_000].map(formatGoDuration)).toEqual(['300ms', '10s', '1m20s', '5m0s']);
});

test('as Prometheus prints them', () => {
  const written = ['0s', '500ms', '1m30s', '2w', '400d', '1y', '1h1ms'];
  expect(written.map((text) => formatPrometheusDuration(parsePrometheusDuration(text)!))).toEqual(written);
});
