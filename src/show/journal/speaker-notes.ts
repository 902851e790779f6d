/** What the speaker wants to know at this moment: pure. Times in milliseconds. */
import type { Text } from '../../messages/index.ts';
import type { JournalRecord } from './journal-record.ts';
import { stepsOf } from '../format/scene.ts';
import type { Item, LoadedScene, Step } from '../format/scene.ts';
import type { ScriptPosition } from './script-position.ts';
import { isOver, nextScene, replay, sceneState } from './talk-state.ts';
import type { TalkState } from './talk-state.ts';

export interface CurrentStep {
  step: Step;
  /** From 1. */
  number: number;
  state: 'waiting' | 'running' | 'failed';
  runningMs: number;
  /** How long it took in past rehearsals. */
  usualMs?: number;
}

export type Speech = Extract<Item, { kind: 'speech' }>;

export interface SpeakerNotes {
  phase: 'none' | 'between' | 'playing' | 'over';
  scene?: LoadedScene;
  current?: CurrentStep;
  next?: Step;
  /** What is said before the current step, or behind it once it runs, up to the next step. */
  speeches: readonly Speech[];
  /** How many of them have been said before the present one; 0 if that is not known. */
  said: number;
  sceneMs: number;
  talkMs: number;
  /** Of the scenes from the first one played to the last of the talk. */
  talkBudgetMs: number;
  /** Negative: ahead. */
  behindMs: number;
  stateLost?: Text;
  /** The stage that was chosen, and why: until the first step is begun. */
  chosen?: { stage: string; why: Text };
}

export type UsualMs = (scene: string, step: string) => number | undefined;

/** A pause this long ends a session: what was played before it was another time. */
const BREAK_MS = 30 * 60_000;

/**
 * @param now the time to report on; while no player runs, that of the last record
 * @param position of the player, if one plays a scene; everything else is known from the journal
 */
export function speakerNotes(
  records: readonly JournalRecord[],
  scenes: readonly LoadedScene[],
  now: Date,
  usualMs: UsualMs = () => undefined,
  position?: ScriptPosition,
): SpeakerNotes {
  const state = replay(records);
  const scene = nextScene(state, scenes);
  const session = sinceBreak(records, now);
  const first = session.find((record) => 'scene' in record);
  const talkMs = since(first, now);
  const firstScene = first && 'scene' in first ? first.scene : scene?.id;
  const from = scenes.find(({ id }) => id === firstScene)?.number ?? 1;
  const budget = (end: number) => planned(scenes, from, end);
  const base = {
    talkMs,
    talkBudgetMs: budget(scenes.length + 1),
    sceneMs: 0,
    speeches: [],
    said: 0,
    ...chosenStage(state, records),
  };
  const lost = state.stateLost === undefined ? {} : { stateLost: state.stateLost };
  if (!state.talk) return { ...base, phase: 'none', behindMs: 0 };
  if (!scene) return { ...base, phase: 'over', behindMs: talkMs - base.talkBudgetMs };
  const current = sceneState(state, scene.id);
  if (!current.started) {
    const behindMs = first ? talkMs - budget(scene.number) : 0;
    const words = wordsBefore(scene, 0, position);
    return { ...base, ...lost, phase: 'between', scene, behindMs, ...words, ...upcoming(stepsOf(scene), 0) };
  }
  const ofScene = (record: JournalRecord) => 'scene' in record && record.scene === scene.id;
  // After a break the scene's clock starts again at the first record after it.
  const started =
    session.findLast((record) => record.kind === 'scene-started' && ofScene(record)) ?? session.find(ofScene);
  const sceneMs = since(started, now);
  const behindMs = talkMs - sceneMs - budget(scene.number) + Math.max(0, sceneMs - scene.budgetMs);
  const steps = stepsOf(scene);
  const index = steps.findLastIndex((each) => isOver(current, each)) + 1;
  const step = currentStep(steps, index, scene, session, now, usualMs);
  return {
    ...base,
    ...lost,
    phase: 'playing',
    scene,
    sceneMs,
    behindMs,
    ...(step ? { current: step } : {}),
    ...wordsBefore(scene, step && step.state !== 'waiting' ? index + 1 : index, position),
    ...upcoming(steps, index + 1),
  };
}

function chosenStage({ talk }: TalkState, records: readonly JournalRecord[]): Pick<SpeakerNotes, 'chosen'> {
  if (talk?.why === undefined || records.some(({ kind }) => kind === 'step-intended')) return {};
  return { chosen: { stage: talk.stage, why: talk.why } };
}

/** Between the step before this one and this one; behind the last one where there is none of this number. */
function wordsBefore(
  { id, items }: LoadedScene,
  index: number,
  position: ScriptPosition | undefined,
): Pick<SpeakerNotes, 'speeches' | 'said'> {
  let steps = 0;
  const speeches = items.filter((item): item is Speech => {
    if (item.kind === 'step') steps += 1;
    return item.kind === 'speech' && steps === index;
  });
  const before = position?.scene === id ? items.slice(0, position.item) : [];
  return { speeches, said: speeches.filter((speech) => before.includes(speech)).length };
}

function currentStep(
  steps: Step[],
  index: number,
  scene: LoadedScene,
  session: readonly JournalRecord[],
  now: Date,
  usualMs: UsualMs,
): CurrentStep | undefined {
  const step = steps[index];
  if (!step) return undefined;
  const last = session.findLast(
    (record) => 'step' in record && record.scene === scene.id && record.step === step.id,
  );
  const usual = usualMs(scene.id, step.id);
  const running = last?.kind === 'step-intended';
  return {
    step,
    number: index + 1,
    state: running ? 'running' : last?.kind === 'step-failed' ? 'failed' : 'waiting',
    runningMs: running ? since(last, now) : 0,
    ...(usual === undefined ? {} : { usualMs: usual }),
  };
}

function upcoming(steps: Step[], index: number): { next?: Step } {
  const step = steps[index];
  return step ? { next: step } : {};
}

function sinceBreak(records: readonly JournalRecord[], now: Date): readonly JournalRecord[] {
  const times = [...records.map(({ at }) => Date.parse(at)), now.getTime()];
  const begins = times.findLastIndex(
    (at, index) =>
      records[index]?.kind === 'talk-started' || (index > 0 && at - times[index - 1]! > BREAK_MS),
  );
  return records.slice(Math.max(0, begins));
}

function planned(scenes: readonly LoadedScene[], from: number, end: number): number {
  return scenes
    .filter(({ number }) => number >= from && number < end)
    .reduce((sum, { budgetMs }) => sum + budgetMs, 0);
}

/** Never negative, though clocks may be set back. */
function since(record: JournalRecord | undefined, now: Date): number {
  return record ? Math.max(0, now.getTime() - Date.parse(record.at)) : 0;
}
