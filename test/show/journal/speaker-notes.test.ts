import { expect, test } from 'vitest';
import { formatClock } from '../../../src/cli/terminal/output/clock.ts';
import type { JournalEvent, JournalRecord } from '../../../src/show/journal/journal-record.ts';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import { speakerNotes } from '../../../src/show/journal/speaker-notes.ts';
import { stageChoice } from '../../../src/show/journal/stage-choice.ts';
import { CLUSTER } from '../../../src/messages/index.ts';
import { inEnglish } from '../../messages/in-english.ts';

const scene = (id: string, number: number): LoadedScene => ({
  ...parseScene(
    `---\nid: ${id}\ntitle: ${id}\ncast: [Narrator]\nbudget: 2m\n---\n<!-- breathe -->\n\`\`\`sh name=one exit=0\ntrue\n\`\`\`\n\`\`\`sh name=two exit=0\ntrue\n\`\`\`\n<!-- bow -->\n`,
    'scene.md',
  ),
  number,
  folder: '/nowhere',
});
const scenes = [scene('a', 1), scene('b', 2)];
const BEGIN = Date.parse('2030-01-01T10:00:00Z');
const at = (seconds: number) => new Date(BEGIN + seconds * 1_000);
const journal = (...events: [number, JournalEvent][]): JournalRecord[] =>
  events.map(([seconds, event], index) => ({
    v: 1,
    seq: index + 1,
    at: at(seconds).toISOString(),
    ...event,
  }));

const begun: [number, JournalEvent] = [
  0,
  { kind: 'talk-started', scenes: '/', stage: 'embedded', language: 'en' },
];
const starts = (seconds: number, id: string): [number, JournalEvent] => [
  seconds,
  { kind: 'scene-started', scene: id },
];
const step = (
  seconds: number,
  kind: 'step-intended' | 'step-skipped',
  id: string,
  of = 'a',
): [number, JournalEvent] => [seconds, { kind, scene: of, step: id }];
const done = (seconds: number, id: string, of = 'a'): [number, JournalEvent] => [
  seconds,
  { kind: 'step-done', scene: of, step: id, ms: 1, by: 'run' },
];
const ends = (seconds: number, id: string): [number, JournalEvent] => [
  seconds,
  { kind: 'scene-done', scene: id, ms: 1 },
];

test('without a talk there is nothing to tell', () => {
  expect(speakerNotes([], scenes, at(0))).toMatchObject({ phase: 'none', talkMs: 0 });
});

test('the step that runs, what comes next, and how long it usually takes', () => {
  const records = journal(begun, starts(1, 'a'), step(11, 'step-intended', 'one'));
  const notes = speakerNotes(records, scenes, at(31), () => 25_000);
  expect(notes).toMatchObject({
    phase: 'playing',
    scene: { id: 'a' },
    current: {
      step: { name: 'one', notes: ['breathe'] },
      number: 1,
      state: 'running',
      runningMs: 20_000,
      usualMs: 25_000,
    },
    next: { name: 'two' },
    sceneMs: 30_000,
    talkMs: 30_000,
    talkBudgetMs: 240_000,
    behindMs: 0,
  });
});

test('the words up to the next step: before it, and once it runs those behind it', () => {
  const said = (...texts: string[]) => texts.map((text) => ({ text: [{ kind: 'text', text }] }));
  const talk = [
    {
      ...parseScene(
        `---\nid: a\ntitle: a\ncast: [Narrator, Joe]\nbudget: 2m\n---\nNarrator: One.\n\nJoe (low): Two.\n\n\`\`\`sh name=one exit=0\ntrue\n\`\`\`\n\nJoe: Three.\n\n\`\`\`sh name=two exit=0\ntrue\n\`\`\`\n\nNarrator: Four.\n`,
        'scene.md',
      ),
      number: 1,
      folder: '/nowhere',
    },
  ];
  const at0 = (...events: [number, JournalEvent][]) => speakerNotes(journal(begun, ...events), talk, at(9));
  expect(at0().speeches).toMatchObject(said('One.', 'Two.'));
  expect(at0(starts(1, 'a')).speeches).toMatchObject([
    { character: 'Narrator' },
    { character: 'Joe', mood: 'low' },
  ]);
  expect(at0(starts(1, 'a'), step(2, 'step-intended', 'one')).speeches).toMatchObject(said('Three.'));
  expect(at0(starts(1, 'a'), done(2, 'one')).speeches).toMatchObject(said('Three.'));
  const last = at0(starts(1, 'a'), done(2, 'one'), done(3, 'two'));
  expect(last.speeches).toMatchObject(said('Four.'));
  expect(last.speeches).toHaveLength(1);
});

test('a step that is over gives way to the next; the last one to the end of the scene', () => {
  const first = journal(begun, starts(0, 'a'), step(1, 'step-intended', 'one'), done(2, 'one'));
  expect(speakerNotes(first, scenes, at(3)).current).toMatchObject({
    step: { name: 'two' },
    state: 'waiting',
  });
  const second = journal(begun, starts(0, 'a'), done(2, 'one'), step(3, 'step-skipped', 'two'));
  const notes = speakerNotes(second, scenes, at(3));
  expect(notes.current).toBeUndefined();
  expect(notes.scene?.closingNotes).toEqual(['bow']);
});

test('late is what the scenes before took too long, and this one', () => {
  const records = journal(begun, starts(0, 'a'), ends(150, 'a'), starts(160, 'b'));
  expect(speakerNotes(records, scenes, at(170))).toMatchObject({
    sceneMs: 10_000,
    talkMs: 170_000,
    behindMs: 40_000,
  });
  expect(speakerNotes(records, scenes, at(290)).behindMs).toBe(50_000);
  const early = journal(begun, starts(0, 'a'), ends(60, 'a'));
  expect(speakerNotes(early, scenes, at(70))).toMatchObject({
    phase: 'between',
    scene: { id: 'b' },
    behindMs: -50_000,
  });
  const over = journal(begun, starts(0, 'a'), ends(60, 'a'), starts(61, 'b'), ends(250, 'b'));
  expect(speakerNotes(over, scenes, at(250))).toMatchObject({ phase: 'over', behindMs: 10_000 });
});

test("yesterday's scenes do not count; those before the first of today are not planned", () => {
  const day = 86_400;
  const records = journal(begun, starts(0, 'a'), ends(100, 'a'), starts(day, 'b'));
  expect(speakerNotes(records, scenes, at(day + 30))).toMatchObject({
    talkMs: 30_000,
    talkBudgetMs: 120_000,
    behindMs: 0,
  });
});

test('a scene that goes on the next day begins its clock there, in its middle', () => {
  const day = 86_400;
  const before = journal(begun, ends(0, 'a'), starts(1, 'b'), step(5, 'step-intended', 'one', 'b'));
  expect(speakerNotes(before, scenes, at(day))).toMatchObject({
    phase: 'playing',
    sceneMs: 0,
    talkMs: 0,
    talkBudgetMs: 120_000,
    behindMs: 0,
    current: { step: { name: 'one' }, state: 'waiting' },
  });
  const after = journal(
    begun,
    ends(0, 'a'),
    starts(1, 'b'),
    done(5, 'one', 'b'),
    step(day, 'step-intended', 'two', 'b'),
  );
  expect(speakerNotes(after, scenes, at(day + 30))).toMatchObject({
    phase: 'playing',
    sceneMs: 30_000,
    talkMs: 30_000,
    current: { step: { name: 'two' }, state: 'running' },
  });
});

test('a clock that is set back makes nothing negative', () => {
  const records = journal(begun, starts(100, 'a'), step(110, 'step-intended', 'one'));
  expect(speakerNotes(records, scenes, at(0))).toMatchObject({
    sceneMs: 0,
    talkMs: 0,
    current: { runningMs: 0 },
  });
});

test('the clock reads as a stopwatch', () => {
  expect([0, 7_900, 750_000, 3_723_000].map(formatClock)).toEqual(['0:00', '0:07', '12:30', '1:02:03']);
});

test('why the stage was chosen is told to the speaker, until the first step runs', () => {
  const [, event] = begun;
  const chosen = { ...event, choice: stageChoice(CLUSTER.contextNeeded({ name: 'prod' })).choice! };
  const opening: [number, JournalEvent][] = [[0, chosen as JournalEvent], starts(1, 'a')];
  const told = speakerNotes(journal(...opening), scenes, at(2)).chosen;
  expect(inEnglish(told)).toEqual({ stage: 'embedded', why: 'the kube context prod may be in use' });
  const running = journal(...opening, step(2, 'step-intended', 'one'));
  expect(speakerNotes(running, scenes, at(3)).chosen).toBeUndefined();
  const unknown = { ...event, choice: { key: 'cluster.newer', values: {} } } as JournalEvent;
  expect(speakerNotes(journal([0, unknown]), scenes, at(1)).chosen).toBeUndefined();
});
