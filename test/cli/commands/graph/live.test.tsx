/** The live view as text: what stands on the screen at the sizes people have. */
import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { translator } from '../../../../src/messages/index.ts';
import type { Language } from '../../../../src/messages/index.ts';
import type { Sample } from '../../../../src/cli/commands/graph/sample.ts';
import { Graph } from '../../../../src/cli/commands/graph/live.tsx';

const NOW = 1_700_000_000_000;
const samples = (share: Sample['share'], more: Partial<Sample> = {}): Sample[] =>
  Array.from({ length: 180 }, (_, index) => ({
    time: NOW - (179 - index) * 1000,
    share,
    rps: 20,
    p95: 0.42,
    replicas: index < 90 ? 1 : 2,
    ...more,
  }));

function screen(all: Sample[], columns: number, rows: number, language: Language = 'en'): string[] {
  const text = renderToString(
    <Graph
      samples={all}
      opened={NOW}
      columns={columns}
      rows={rows}
      quit={() => {}}
      translate={translator(language)}
    />,
    { columns },
  );
  return stripVTControlCharacters(text).split('\n');
}

describe.each([
  [60, 16],
  [40, 12],
  [200, 60],
])('at %d columns and %d rows', (columns, rows) => {
  test('it fits, and says what counts', () => {
    const lines = screen(samples(0.4), columns, rows);
    expect(lines.length).toBeLessThan(rows);
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
    const text = lines.join('\n');
    for (const label of ['100 %', ' 80 %', '  0 %', 'pods', 'now', '40.0 %']) expect(text).toContain(label);
    expect(text).toMatch(/pods {2,3}1─+2─+/);
    expect(text).toContain('╌╌╌');
  });
});

test('the figures in a line below', () => {
  expect(screen(samples(0.75), 80, 24).at(-1)).toMatch(
    /^ {6}75\.0 % {3}20\.0 req\/s {3}p95 ≈ 0\.42 s {3}replicas 2/,
  );
});

test('no traffic and no data are words, and the reason is told', () => {
  expect(screen(samples('no traffic', { rps: 0, p95: NaN }), 60, 16).at(-1)).toContain(
    'no traffic   0.0 req/s   p95 –',
  );
  expect(screen(samples('no data', { trouble: 'connect ECONNREFUSED' }), 60, 16).at(-1)).toContain(
    'no data: connect ECONNREFUSED',
  );
  expect(screen([], 60, 16).at(-1)).toContain('loading …');
});

test('in Czech it is Czech throughout', () => {
  const lines = screen(samples(0.75), 80, 24, 'cs');
  expect(lines[0]!.trim()).toBe('Odpovědi do 500\u{A0}ms  z\u{A0}Promethea; p95 z\u{A0}bucketů');
  expect(lines.at(-1)!.trim()).toBe('75,0\u{A0}%   20,0\u{A0}req/s   p95 ≈ 0,42\u{A0}s   replik: 2');
  expect(lines.join(' ')).not.toMatch(/answered|ago|now|pods/i);
});
