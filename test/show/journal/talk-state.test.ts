import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEvent, JournalRecord } from '../../../src/show/journal/journal-record.ts';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import { restorePlan } from '../../../src/show/player/restore-stage.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import {
  isOver,
  nextScene,
  replay,
  resumeAt,
  runningBackgrounds,
  sceneState,
} from '../../../src/show/journal/talk-state.ts';

function scene(id: string, number: number): LoadedScene {
  const text = `---
id: ${id}
title: A
cast: [Narrator]
budget: 1m
---
Narrator: one

\`\`\`sh name=first exit=0
true
\`\`\`

Narrator: two

\`\`\`sh name=load background exit=0
true
\`\`\`
\`\`\`sh name=look look exit=0
true
\`\`\`
\`\`\`diff
\`\`\`
\`\`\`stop name=load
\`\`\`

Narrator: three
`;
  return { ...parseScene(text, `${id}.md`), number, folder: `/talk/${id}` };
}
const scenes = [scene('a', 1), scene('b', 2), scene('c', 3)];

function records(events: JournalEvent[]): JournalRecord[] {
  return events.map((event, index) => ({ v: 1, seq: index + 1, at: '2024-01-01T00:00:00Z', ...event }));
}

type Run = { scene: string; step: string };

/**
 * A player that is killed after so many records, each time counted from its last start; the stage
 * counts what was run. The decisions of the speaker are taken from `choices`.
 */
function playWithCrashes(crashes: number[], choices: ('done' | 'skip' | 'retry')[]) {
  const journal: JournalEvent[] = [
    { kind: 'talk-started', scenes: '/talk', stage: 'embedded', language: 'en' },
  ];
  const runs: Run[] = [];
  const completed: Run[] = [];
  const lives = [...crashes];
  const pending = [...choices];
  for (let life = 0; life < 1_000; life += 1) {
    let budget = lives.shift() ?? Number.POSITIVE_INFINITY;
    const write = (event: JournalEvent) => {
      if (budget <= 0) throw new Error('killed');
      budget -= 1;
      journal.push(event);
    };
    try {
      for (
        let next = nextScene(replay(records(journal)), scenes);
        next;
        next = nextScene(replay(records(journal)), scenes)
      ) {
        const state = () => sceneState(replay(records(journal)), next!.id);
        if (!state().started) write({ kind: 'scene-started', scene: next.id });
        for (const item of next.items.slice(resumeAt(state(), next))) {
          if (item.kind !== 'step') continue;
          const key = { scene: next.id, step: item.step.id };
          for (;;) {
            write({ kind: 'step-intended', ...key });
            runs.push(key);
            const choice = pending.shift() ?? 'done';
            if (choice === 'done') {
              write({ kind: 'step-done', ...key, ms: 1, by: 'run' });
              completed.push(key);
              break;
            }
            write({ kind: 'step-failed', ...key, ms: 1, expected: '', got: '' });
            if (choice === 'retry') continue;
            write({ kind: 'step-skipped', ...key });
            completed.push(key);
            break;
          }
        }
        write({ kind: 'scene-done', scene: next.id, ms: 1 });
      }
      return { journal, runs, completed };
    } catch (error) {
      if ((error as Error).message !== 'killed') throw error;
    }
  }
  throw new Error('the talk never ends');
}

test('killed anywhere and however often, every step completes exactly once and in its order', () => {
  const all = scenes.flatMap((scene) => stepsOf(scene).map(({ id }) => ({ scene: scene.id, step: id })));
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
      fc.array(fc.constantFrom<('done' | 'skip' | 'retry')[]>('done', 'skip', 'retry'), { maxLength: 20 }),
      (crashes, choices) => {
        const { runs, completed, journal } = playWithCrashes(crashes, choices);
        expect(completed).toEqual(all);
        // A step that was completed never runs again.
        const last = journal.findLastIndex(({ kind }) => kind === 'scene-done');
        expect(last).toBe(journal.length - 1);
        let reached = -1;
        for (const run of runs) {
          const at = all.findIndex(({ scene, step }) => scene === run.scene && step === run.step);
          expect(at).toBeGreaterThanOrEqual(reached);
          expect(at - reached).toBeLessThanOrEqual(1);
          reached = at;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('at any record, a step is run again only if the journal does not know how it ended', () => {
  const { journal } = playWithCrashes([], []);
  for (let length = 0; length <= journal.length; length += 1) {
    const state = replay(records(journal.slice(0, length)));
    const next = nextScene(state, scenes);
    if (!next) continue;
    const rest = next.items.slice(resumeAt(sceneState(state, next.id), next));
    for (const item of rest)
      if (item.kind === 'step') expect(isOver(sceneState(state, next.id), item.step)).toBe(false);
    const before = next.items.slice(0, resumeAt(sceneState(state, next.id), next));
    for (const item of before)
      if (item.kind === 'step') expect(isOver(sceneState(state, next.id), item.step)).toBe(true);
  }
});

const begun: JournalEvent[] = [
  { kind: 'talk-started', scenes: '/talk', stage: 'embedded', language: 'en' },
  { kind: 'scene-started', scene: 'a' },
  { kind: 'step-done', scene: 'a', step: 'first', ms: 1, by: 'run' },
  { kind: 'step-done', scene: 'a', step: 'load', ms: 1, by: 'run' },
];

test('what was said towards the next step is said again', () => {
  const state = sceneState(replay(records(begun.slice(0, 3))), 'a');
  expect(scenes[0]!.items[resumeAt(state, scenes[0]!)]).toMatchObject({
    kind: 'speech',
    text: [{ kind: 'text', text: 'two' }],
  });
});

test('a scene that goes on has its background steps running, but for those that were stopped', () => {
  const running = (events: JournalEvent[]) =>
    runningBackgrounds(sceneState(replay(records(events)), 'a'), scenes[0]!).map(({ id }) => id);
  expect(running(begun.slice(0, 3))).toEqual([]);
  expect(running(begun)).toEqual(['load']);
  expect(running([...begun, { kind: 'step-done', scene: 'a', step: 'stop-load', ms: 1, by: 'run' }])).toEqual(
    [],
  );
});

test('after a move the scenes before count as played, and what they do to the stage is known', () => {
  const state = replay(
    records([...begun, { kind: 'world-lost', why: 'x' }, { kind: 'moved', scene: 'b', before: ['a'] }]),
  );
  expect(nextScene(state, scenes)?.id).toBe('b');
  expect(state.stateLost).toBe('x');
  expect(
    restorePlan(state, scenes)
      .flat()
      .map(({ scene, step }) => [scene.id, step.id]),
  ).toEqual([
    ['a', 'first'],
    ['a', 'fix'],
  ]);
  expect(
    replay(records([{ kind: 'world-lost', why: 'x' }, { kind: 'world-restored' }])).stateLost,
  ).toBeUndefined();
});

test('scenes that are over wait once, together and last; the scene in progress waits where it did', () => {
  const sh = (info: string, command: string) => `\`\`\`sh ${info}\n${command}\n\`\`\`\n`;
  const waiting = (id: string, number: number): LoadedScene => ({
    ...parseScene(
      `---\nid: ${id}\ntitle: A\ncast: [Narrator]\nbudget: 1m\n---\n` +
        sh('name=begin exit=0', `begin ${id}`) +
        sh('name=both wait exit=0', 'wait for both') +
        sh('name=own wait exit=0', `wait for ${id}`) +
        sh('name=gone wait passing exit=0', 'wait for what is gone') +
        sh('name=end exit=0', `end ${id}`),
      `${id}.md`,
    ),
    number,
    folder: `/talk/${id}`,
  });
  const talk = [waiting('a', 1), waiting('b', 2), waiting('c', 3)];
  const plan = (events: JournalEvent[]) =>
    restorePlan(replay(records(events)), talk).map((group) =>
      group.map(({ step }) => (step.kind === 'command' ? step.command : step.id)).join(' | '),
    );
  const moved: JournalEvent = { kind: 'moved', scene: 'c', before: ['a', 'b'] };
  const past = ['begin a', 'end a', 'begin b', 'end b', 'wait for both | wait for a | wait for b'];
  expect(plan([moved])).toEqual(past);
  const inside = ['begin', 'both', 'own', 'gone'].map((step): JournalEvent => ({
    kind: 'step-done',
    scene: 'c',
    step,
    ms: 1,
    by: 'run',
  }));
  expect(plan([moved, ...inside])).toEqual([
    ...past,
    'begin c',
    'wait for both',
    'wait for c',
    'wait for what is gone',
  ]);
});

test('in the middle of a scene only its completed steps are brought back', () => {
  expect(
    restorePlan(replay(records(begun)), scenes)
      .flat()
      .map(({ step }) => step.id),
  ).toEqual(['first']);
  const skipped: JournalEvent[] = [...begun.slice(0, 2), { kind: 'step-skipped', scene: 'a', step: 'first' }];
  expect(restorePlan(replay(records(skipped)), scenes)).toEqual([]);
});
