import { expect, test } from 'vitest';
import { sampleLine } from '../../../../src/cli/commands/graph/sample.ts';
import { translator } from '../../../../src/messages/index.ts';
import type { Language } from '../../../../src/messages/index.ts';

const line = (share: Parameters<typeof sampleLine>[0]['share'], language: Language = 'en') =>
  sampleLine({ time: 0, share, rps: 20, p95: 0.42, replicas: 2 }, translator(language)).slice(
    '00:00:00  '.length,
  );

test.each([
  [0, 'share ·········· 0.0 %'],
  [0.01, 'share ▏········· 1.0 %'],
  [0.5, 'share █████····· 50.0 %'],
  [0.99, 'share █████████▉ 99.0 %'],
  [1, 'share ██████████ 100.0 %'],
])('a share of %s is a bar of ten cells', (share, begin) => {
  expect(line(share)).toBe(`${begin}  20.0 req/s  p95 ≈ 0.42 s  (from buckets)  replicas 2`);
});

test('what is not known has no bar', () => {
  expect(line('no traffic')).toMatch(/^share no traffic {2}20/);
});

test('in Czech it is Czech, with decimal commas', () => {
  expect(line(0.5, 'cs')).toBe(
    'podíl █████····· 50,0\u{A0}%  20,0\u{A0}req/s  p95 ≈ 0,42\u{A0}s  (z\u{A0}bucketů)  replik: 2',
  );
  expect(line('no data', 'cs')).toMatch(/^podíl bez dat {2}/);
});
