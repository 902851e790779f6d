import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM } from '../../chromium.ts';
import { followTalk } from '../followed-talk.ts';
import type { FollowedTalk } from '../followed-talk.ts';
import { testFollowed } from '../followed-talk-tests.ts';
import { failures, pycont, rehearse, stepOf } from '../rehearsal.ts';
import type { Rehearsal } from '../rehearsal.ts';

let home: string;
let rehearsal: Rehearsal;
let followed: FollowedTalk | undefined;
const env = () => ({ PYCONT_HOME: home });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-talk-'));
  const following = CHROMIUM
    ? await followTalk({ PATH: process.env.PATH!, HOME: home, ...env() })
    : undefined;
  rehearsal = await rehearse(['--stage', 'embedded'], env());
  followed = await following?.end();
}, 300_000);

afterAll(async () => {
  await pycont(['stage', 'down'], env());
  rmSync(home, { recursive: true, force: true });
});

test('all ten scenes play, every step checked', () => {
  expect(failures(rehearsal)).toEqual([]);
  expect(rehearsal.scenes.map(({ id, verdict }) => [id, verdict])).toEqual(
    ['build', 'run', 'deploy', 'logging', 'crash', 'signals', 'load', 'scale', 'operator', 'curtain'].map(
      (id) => [id, 'passed'],
    ),
  );
  expect(rehearsal.verdict).toBe('passed');
});

test('the app that ignores signals takes the whole grace period, the repaired one does not', () => {
  const before = stepOf(rehearsal, 'signals', 'stop-it').ms;
  const after = stepOf(rehearsal, 'signals', 'stop-it-now').ms;
  expect(before).toBeGreaterThan(9_000);
  expect(after * 5).toBeLessThan(before);
});

test('nothing is left on the stage afterwards', async () => {
  const { stdout } = await pycont(['stage', 'env'], env());
  expect(stdout).toContain('KUBECONFIG');
  const { stdout: status } = await pycont(['stage', 'status', '--json'], env());
  expect(JSON.parse(status)).toMatchObject({ up: true });
});

describe.skipIf(!CHROMIUM)('the dashboard beside it', () => testFollowed(() => followed!));
