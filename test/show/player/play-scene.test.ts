import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playScene } from '../../../src/show/player/play-scene.ts';
import type { AfterFailure } from '../../../src/show/player/presenter.ts';
import { moveTo, restoreStage } from '../../../src/show/player/restore-stage.ts';
import { Recordings } from '../../../src/show/recordings/recording.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import { nextScene } from '../../../src/show/journal/talk-state.ts';
import { alive } from '../alive.ts';
import { A, B, talkOf, Recorder, playAll } from './played.ts';

test('a scene is played in its order', async () => {
  const { runPlayer, read } = await talkOf(A, B);
  const seen = `a / “one” / count / ✓ count / checked / ✓ checked / server / ✓ server / served / ✓ served / mend-it /
    +mended / ✓ mend-it / stop-server / ✓ stop-server / end of a / b / fixed / ✓ fixed / end of b`;
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime))).toEqual(seen.split(/\s*\/\s*/));
  expect(read('state/count')).toEqual(['a', 'checked', 'b']);
  expect(read('state/looks')).toEqual(['served']);
});

test(
  'killed at any record and started again, the talk comes to the same end',
  { timeout: 60_000 },
  async () => {
    for (let records = 0; ; records += 1) {
      const { runPlayer, read } = await talkOf(A, B);
      const first = await runPlayer((talk, runtime) => playAll(talk, runtime), records);
      const again = first === 'killed' ? await runPlayer((talk, runtime) => playAll(talk, runtime)) : first;
      expect(again.at(-1)).toBe('end of b');
      const count = read('state/count');
      // Killed between doing and recording, a step that cannot be asked is done again; one with a check is not.
      expect([...new Set(count)], `after ${records} records`).toEqual(['a', 'checked', 'b']);
      expect(count.filter((line) => line === 'checked')).toHaveLength(1);
      expect(count.length).toBeLessThanOrEqual(4);
      expect(read('calls').filter((call) => call === 'fix mend it').length).toBeGreaterThanOrEqual(1);
      if (first !== 'killed') break;
    }
  },
);

test('a step whose intent alone is recorded is asked by its check, and not run when that holds', async () => {
  const { runPlayer, read } = await talkOf(A, B);
  // talk: scene-started, count intended and done, checked intended: then it is killed.
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime), 4)).toBe('killed');
  const seen = await runPlayer((talk, runtime) => playAll(talk, runtime));
  expect(seen).toContain("'checked' had already happened, according to its check.");
  expect(read('state/count').filter((line) => line === 'checked')).toHaveLength(1);
});

test('a failed step is tried again, skipped, or ends the scene, as the speaker says', async () => {
  const failing = B.replace('test -e fix.patch', 'test -e $STATE/never');
  const answers = async (...given: AfterFailure[]) => {
    const { runPlayer } = await talkOf(failing);
    const recorder = new Recorder();
    recorder.answers = given;
    await runPlayer((talk, runtime) => playAll(talk, runtime, recorder));
    return recorder.seen.slice(1);
  };
  const failed = ['✗ fixed: exit code 1'];
  expect(await answers('quit')).toEqual(['fixed', ...failed]);
  expect(await answers('retry', 'quit')).toEqual(['fixed', ...failed, ...failed]);
  expect(await answers('skip')).toEqual(['fixed', ...failed, 'end of b']);
});

test('a step that failed is played again when the talk goes on', async () => {
  const { runPlayer, read } = await talkOf(B);
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime))).toEqual([
    'b',
    'fixed',
    '✗ fixed: exit code 1',
  ]);
  const seen = await runPlayer(async (talk, runtime) => {
    await runtime.stage.resetWorkspace([]);
    writeFileSync(join(runtime.stage.workspace, 'fix.patch'), '');
    return playAll(talk, runtime);
  });
  expect(seen).toEqual(['b', 'fixed', '✓ fixed', 'end of b']);
  expect(read('state/count')).toEqual(['b']);
});

test('before a failed step is run again, its before-retry is: by this player, and by the next one', async () => {
  const failing = B.replace('exit=0', 'exit=0 before-retry="echo again >> $STATE/retries"').replace(
    'test -e fix.patch',
    'test $(cat $STATE/retries | wc -l) = 2',
  );
  const { runPlayer, read } = await talkOf(failing);
  const presenter = new Recorder();
  presenter.answers = ['retry', 'quit'];
  await runPlayer((talk, runtime) => playAll(talk, runtime, presenter));
  expect(read('state/retries')).toEqual(['again']);
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime))).toContain('✓ fixed');
  expect(read('state/retries')).toEqual(['again', 'again']);
});

test('moving to a scene restores its state silently, wherever the talk was', async () => {
  const { runPlayer, read, scenes } = await talkOf(A, B);
  const move = (to: string, records?: number) =>
    runPlayer(async (talk, runtime) => {
      const scene = scenes.find(({ id }) => id === to)!;
      if (nextScene(talk.state, talk.scenes)?.id !== to) await moveTo(talk, scene);
      if (talk.state.stateLost !== undefined) await restoreStage(talk, runtime, () => {});
      return nextScene(talk.state, talk.scenes)?.id;
    }, records);
  expect(await move('b')).toBe('b');
  expect(read('state/count')).toEqual(['a', 'checked']);
  expect(read('state/looks')).toEqual([]);
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime))).toEqual([
    'b',
    'fixed',
    '✓ fixed',
    'end of b',
  ]);
  expect(await move('a')).toBe('a');
  expect(read('state/count')).toEqual([]);
  // Killed on the way, the next start restores the state, too.
  for (let records = 0; records < 3; records += 1) {
    expect(await move('b', records)).toBe('killed');
    expect(await move('b')).toBe('b');
    expect(read('state/count')).toEqual(['a', 'checked']);
    await move('a');
  }
});

test('a step that cannot be brought back is told with its scene', async () => {
  const { runPlayer, scenes } = await talkOf(A.replace('echo a >> $STATE/count', 'exit 7'), B);
  await expect(
    runPlayer(async (talk, runtime) => {
      await moveTo(talk, scenes[1]!);
      await restoreStage(talk, runtime, () => {});
    }),
  ).rejects.toThrow(/step 'count' of scene a expected exit code 0, and got exit code 7/);
});

test('when one of the waits does not hold, the others are ended', async () => {
  const wait = (name: string, command: string) => `\`\`\`sh name=${name} wait exit=0\n${command}\n\`\`\`\n`;
  const waits =
    wait('long', 'echo $$ > $PYCONT_HOME/long; exec sleep 50') +
    wait('never', 'until test -s $PYCONT_HOME/long; do sleep 0.02; done; exit 7');
  const { runPlayer, scenes, read } = await talkOf(A + waits, B);
  await expect(
    runPlayer(async (talk, runtime) => {
      await moveTo(talk, scenes[1]!);
      await restoreStage(talk, runtime, () => {});
    }),
  ).rejects.toThrow(/step 'never' of scene a expected exit code 0, and got exit code 7/);
  await expect.poll(() => read('long').map(Number).some(alive)).toBe(false);
});

test('a workspace that vanished in the middle of a fix is made anew before the fix is applied again', async () => {
  const { runPlayer, folder, read } = await talkOf(A, B);
  // Up to the intent of the fix: scene-started, four steps of two records each, intent.
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime), 10)).toBe('killed');
  rmSync(folder.workspace, { recursive: true, force: true });
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime))).toContain('end of b');
  expect(read('calls')).toContain('workspace ');
});

test('past a scene its passing steps are left out; within it they are done, however long they take', async () => {
  const passing = `\`\`\`sh name=pass passing exit=0 duration=">1h"\necho pass >> $STATE/count\n\`\`\`\n`;
  const { runPlayer, read, scenes } = await talkOf(A + passing, B);
  await runPlayer(async (talk, runtime) => {
    await moveTo(talk, scenes[1]!);
    await restoreStage(talk, runtime, () => {});
  });
  expect(read('state/count')).toEqual(['a', 'checked']);
  await runPlayer(async (talk, runtime) => {
    await moveTo(talk, scenes[0]!);
    await talk.record({ kind: 'scene-started', scene: 'a' });
    await talk.record({ kind: 'step-done', scene: 'a', step: 'pass', ms: 1, by: 'run' });
    await restoreStage(talk, runtime, () => {});
  });
  expect(read('state/count')).toEqual(['pass']);
});

test('a step that was interrupted half done is done again in the state before it', async () => {
  const halves = `\`\`\`sh name=halves exit=0 check="test -e $STATE/second"\nmkdir $STATE/first && touch $STATE/second\n\`\`\`\n`;
  const { runPlayer, read, folder } = await talkOf(A, halves.replace(/^/, B.slice(0, B.indexOf('```'))));
  // scene-started, two a step, scene-done; then scene-started and the intent.
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime), 16)).toBe('killed');
  rmSync(join(folder.journal, '..', '..', 'state', 'second'));
  const seen = await runPlayer((talk, runtime) => playAll(talk, runtime));
  expect(seen).toContain(
    "'halves' was interrupted and may be half done: the stage is restored to the state before it.",
  );
  expect(seen.at(-1)).toBe('end of b');
  expect(read('state/count')).toEqual(['a', 'checked']);
  expect(read('calls').filter((call) => call === 'reset')).toHaveLength(1);
});

test('a read-only step that was interrupted is retried for a while: what it reads may settle yet', async () => {
  const looks = B.replace('exit=0', 'look exit=0').replace(
    'test -e fix.patch',
    // Settled when it is looked at for the third time.
    'test -e $PYCONT_HOME/settled || { test -e $PYCONT_HOME/looked && touch $PYCONT_HOME/settled; touch $PYCONT_HOME/looked; false; }',
  );
  const { runPlayer, read, folder } = await talkOf(looks);
  const settled = join(folder.journal, '..', '..', 'settled');
  writeFileSync(settled, '');
  expect(await runPlayer((talk, runtime) => playAll(talk, runtime), 2)).toBe('killed');
  rmSync(settled);
  expect((await runPlayer((talk, runtime) => playAll(talk, runtime))).at(-1)).toBe('end of b');
  expect(read('calls')).not.toContain('reset');
});

test('a failed step is replayed from its recording, and run when the state is restored', async () => {
  const failing = B.replace('test -e fix.patch', 'test -e $STATE/../mended');
  const { runPlayer, read, scenes, folder } = await talkOf(failing);
  const recordings = new Recordings(join(folder.journal, '..', 'recordings'));
  const chunks = [{ stream: 'stdout' as const, text: 'as it was', at: 0 }];
  const step = stepsOf(scenes[0]!)[0]!;
  await recordings.save(scenes[0]!, step, { stage: 'embedded', recordedAt: 'then', ms: 1, chunks });
  const presenter = new Recorder();
  presenter.answers = ['replay'];
  await runPlayer((talk, runtime) => playScene(scenes[0]!, { talk, runtime, presenter, recordings }));
  expect(presenter.seen).toEqual([
    'b',
    'fixed',
    '✗ fixed: exit code 1',
    'recorded fixed: as it was',
    'end of b',
  ]);
  expect(read('state/count')).toEqual([]);
  await runPlayer((talk, runtime) => restoreStage(talk, runtime, () => {}));
  writeFileSync(join(folder.journal, '..', '..', 'mended'), '');
  await runPlayer((talk, runtime) => restoreStage(talk, runtime, () => {}));
  expect(read('state/count')).toEqual(['b']);
});
