/** The state of a talk, from its journal alone: a pure reducer, and questions about its result. */
import type { JournalRecord } from './journal-record.ts';
import type { Text } from '../../messages/index.ts';
import { stepsOf } from '../format/scene.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import { whyChosen } from './stage-choice.ts';
import { reasonLost } from './state-lost.ts';

export type StepState = 'intended' | 'done' | 'failed' | 'skipped' | 'replayed';

export interface SceneState {
  started: boolean;
  done: boolean;
  steps: Readonly<Record<string, StepState>>;
}

interface BegunTalk {
  scenes: string;
  stage: string;
  language: string;
  /** Why this stage, if it was not named. */
  why?: Text;
}

export interface TalkState {
  /** How the talk was started; undefined before. */
  talk?: BegunTalk;
  scenes: Readonly<Record<string, SceneState>>;
  /** Why the stage is not in the state that the journal records; undefined if it is. */
  stateLost?: Text;
  /** The boot of the stage in which its state was made, if the state ends with it. */
  bootId?: string;
}

const INITIAL: TalkState = { scenes: {} };
const UNTOUCHED: SceneState = { started: false, done: false, steps: {} };

export function reduce(state: TalkState, record: JournalRecord): TalkState {
  switch (record.kind) {
    case 'talk-started':
      return { ...INITIAL, talk: talkOf(record) };
    case 'scene-started':
      return withScene(state, record.scene, (scene) => ({ ...scene, started: true }));
    case 'step-intended':
      return withStep(state, record.scene, record.step, 'intended');
    case 'step-done':
      return withStep(state, record.scene, record.step, 'done');
    case 'step-failed':
      return withStep(state, record.scene, record.step, 'failed');
    case 'step-skipped':
      return withStep(state, record.scene, record.step, 'skipped');
    case 'step-replayed':
      return withStep(state, record.scene, record.step, 'replayed');
    case 'scene-done':
      return withScene(state, record.scene, (scene) => ({ ...scene, done: true }));
    case 'moved':
      return {
        ...state,
        scenes: Object.fromEntries(record.before.map((id) => [id, { ...UNTOUCHED, done: true }])),
      };
    case 'stage-switched': {
      const { [record.scene]: _, ...others } = state.scenes;
      return {
        ...state,
        scenes: others,
        ...(state.talk ? { talk: switched(state.talk, record.stage) } : {}),
      };
    }
    case 'world-lost':
      return { ...state, stateLost: reasonLost(record) };
    case 'world-restored': {
      const { stateLost: _, bootId: __, ...rest } = state;
      return record.life === undefined ? rest : { ...rest, bootId: record.life };
    }
  }
}

export function replay(records: readonly JournalRecord[]): TalkState {
  return records.reduce(reduce, INITIAL);
}

function talkOf({
  scenes,
  stage,
  language,
  choice,
}: Extract<JournalRecord, { kind: 'talk-started' }>): BegunTalk {
  const why = whyChosen(choice);
  return { scenes, stage, language, ...(why === undefined ? {} : { why }) };
}

function switched(talk: BegunTalk, stage: string): BegunTalk {
  const { why: _, ...rest } = talk;
  return { ...rest, stage };
}

function withScene(state: TalkState, id: string, change: (scene: SceneState) => SceneState): TalkState {
  return { ...state, scenes: { ...state.scenes, [id]: change(state.scenes[id] ?? UNTOUCHED) } };
}

function withStep(state: TalkState, scene: string, step: string, value: StepState): TalkState {
  return withScene(state, scene, (before) => ({ ...before, steps: { ...before.steps, [step]: value } }));
}

export function sceneState(state: TalkState, id: string): SceneState {
  return state.scenes[id] ?? UNTOUCHED;
}

/** The scene to play next; undefined when all are done. */
export function nextScene<T extends { id: string }>(state: TalkState, scenes: readonly T[]): T | undefined {
  return scenes.find(({ id }) => !sceneState(state, id).done);
}

/** Done, skipped or replayed: the talk does not run it again. */
export function isOver(state: SceneState, step: Step): boolean {
  const found = state.steps[step.id];
  return found === 'done' || found === 'skipped' || found === 'replayed';
}

/**
 * Where a scene resumes: after the last step that is over, so that what is said before the next step is said again.
 * An index into the scene's items; their count when no step is left.
 */
export function resumeAt(state: SceneState, scene: LoadedScene): number {
  const last = scene.items.findLastIndex((item) => item.kind === 'step' && isOver(state, item.step));
  return last + 1;
}

/** The background steps that were started in this scene and not stopped: they must run for the scene to continue. */
export function runningBackgrounds(state: SceneState, scene: LoadedScene): Step[] {
  const over = stepsOf(scene).filter((step) => isOver(state, step));
  const stopped = new Set(over.flatMap((step) => (step.kind === 'stop' ? [step.background] : [])));
  return over.filter(
    (step) =>
      step.kind === 'command' && step.background && !stopped.has(step.id) && state.steps[step.id] === 'done',
  );
}
