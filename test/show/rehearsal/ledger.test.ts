import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLedgers, writeLedger } from '../../../src/show/rehearsal/ledger.ts';
import type { Ledger } from '../../../src/show/rehearsal/ledger.ts';
import { temporaryFolder } from '../temporary.ts';

const step = {
  id: 'one',
  name: 'the one',
  kind: 'command' as const,
  command: 'true',
  verdict: 'failed' as const,
  ms: 5,
  attempts: 1,
  failures: [{ expected: 'exit code 0', got: 'exit code 1' }],
};
const scene = {
  number: 1,
  id: 'a',
  title: 'The a',
  budgetMs: 60_000,
  ms: 9,
  verdict: 'failed' as const,
  steps: [step],
};
const good: Ledger = {
  version: 1,
  startedAt: '2030-01-01T00:00:00.000Z',
  talk: '/talk',
  stage: 'embedded',
  language: 'en',
  ms: 10,
  verdict: 'failed',
  scenes: [scene],
};

/** The ledger with one of its values gone, or of another sort. */
function* damaged(): Generator<unknown> {
  for (const wrong of [undefined, null, {}, [null]]) {
    for (const key of ['version', 'startedAt', 'stage', 'ms', 'verdict', 'scenes'])
      yield { ...good, [key]: wrong };
    for (const key of ['number', 'id', 'title', 'budgetMs', 'ms', 'verdict', 'steps'])
      yield { ...good, scenes: [{ ...scene, [key]: wrong }] };
    for (const key of ['id', 'name', 'command', 'verdict', 'ms', 'failures'])
      yield { ...good, scenes: [{ ...scene, steps: [{ ...step, [key]: wrong }] }] };
    yield wrong;
  }
}

test('a ledger that was damaged anywhere is left out, and the others are read', async () => {
  const folder = join(temporaryFolder(), 'ledger');
  mkdirSync(folder);
  for (const [index, each] of [...damaged()].entries())
    writeFileSync(join(folder, `rehearsal-damaged-${index}.json`), `${JSON.stringify(each)}\n`);
  writeFileSync(join(folder, 'rehearsal-torn.json'), JSON.stringify(good).slice(0, -9));
  await writeLedger(folder, good);
  expect(await readLedgers(folder, '/talk')).toEqual([good]);
});
