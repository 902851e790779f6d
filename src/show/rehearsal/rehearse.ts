/** Plays scenes unattended and measures every step. */
import { STEPS, RESTORE } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { performance } from 'node:perf_hooks';
import { UserError } from '../../errors/user-error.ts';
import type { StageRuntime } from '../player/act.ts';
import { tail } from '../player/expectations.ts';
import { LEDGER_VERSION } from './ledger.ts';
import type { Ledger, SceneRow, StepRow } from './ledger.ts';
import { playScene } from '../player/play-scene.ts';
import type { PositionFile } from '../journal/script-position.ts';
import type { Presenter } from '../player/presenter.ts';
import { Recorder } from './recorder.ts';
import type { Recordings } from '../recordings/recording.ts';
import { commandOf } from '../format/scene.ts';
import { moveTo, restoreStage } from '../player/restore-stage.ts';
import type { StepResult } from '../player/execution.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Talk } from '../journal/talk.ts';

/** What a rehearsal reports while it runs. */
export interface RehearsalView {
  preparing(...sentences: Text[]): void;
  sceneStarts(scene: LoadedScene): void;
  stepStarts(scene: LoadedScene, step: Step): void;
  output(chunk: OutputChunk): void;
  stepEnds(scene: LoadedScene, row: StepRow): void;
  sceneEnds(row: SceneRow): void;
}

export interface RehearsalOptions {
  /** Rehearse only this scene; the state before it is restored first. */
  only?: LoadedScene;
  language: string;
  /** Absolute path of the talk. */
  scenes: string;
  /** Brings the stage up; the environment of its steps is known from here on. */
  openRuntime: () => Promise<StageRuntime>;
  startedAt?: Date;
  /** Where the output of steps that passed is recorded. */
  recordings?: Recordings;
  position?: PositionFile;
}

/** Leaves nothing on the stage, however it ends. @throws UserError if the stage cannot be prepared */
export async function rehearse(talk: Talk, view: RehearsalView, options: RehearsalOptions): Promise<Ledger> {
  const startedAt = (options.startedAt ?? new Date()).toISOString();
  const began = performance.now();
  const rows = new Map<string, SceneRow>();
  const runtime = await options.openRuntime();
  const { signal } = runtime.context;
  try {
    await prepare(talk, runtime, view, options);
    for (const scene of options.only ? [options.only] : talk.scenes) {
      const row = await rehearseScene(scene, talk, runtime, view, options);
      rows.set(scene.id, row);
      if (row.verdict === 'failed') break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await runtime.backgrounds.stopAll();
    view.preparing(RESTORE.cleaningUp);
    await runtime.stage.reset().catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      view.preparing(error.texts.message, error.texts.remedy);
    });
  }
  const scenes = (options.only ? [options.only] : talk.scenes).map(
    (scene) => rows.get(scene.id) ?? notRun(scene),
  );
  const passed = scenes.every(({ verdict }) => verdict === 'passed');
  return {
    version: LEDGER_VERSION,
    startedAt,
    talk: options.scenes,
    stage: runtime.stage.name,
    language: options.language,
    ms: Math.round(performance.now() - began),
    verdict: signal.aborted ? 'interrupted' : passed ? 'passed' : 'failed',
    scenes,
  };
}

async function prepare(
  talk: Talk,
  runtime: StageRuntime,
  view: RehearsalView,
  { only, scenes, language }: RehearsalOptions,
): Promise<void> {
  await talk.record({ kind: 'talk-started', scenes, stage: runtime.stage.name, language });
  if (only) await moveTo(talk, only);
  view.preparing(only && only.number > 1 ? RESTORE.preparing({ scene: only.id }) : RESTORE.clearing);
  await restoreStage(talk, runtime, ({ scene, step }) =>
    view.preparing(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
}

async function rehearseScene(
  scene: LoadedScene,
  talk: Talk,
  runtime: StageRuntime,
  view: RehearsalView,
  { recordings, position }: RehearsalOptions,
): Promise<SceneRow> {
  const began = performance.now();
  const steps: StepRow[] = [];
  const recorder = new Recorder(recordings, scene, runtime.stage.name);
  const done = (step: Step, result: StepResult) => {
    recorder.end(step, result);
    const row = stepRow(step, result);
    steps.push(row);
    view.stepEnds(scene, row);
  };
  const presenter: Presenter = {
    sceneStarts: () => view.sceneStarts(scene),
    item: async () => 'next',
    step: async (step) => {
      recorder.begin();
      view.stepStarts(scene, step);
      return 'run';
    },
    output: (chunk) => {
      recorder.add(chunk);
      view.output(chunk);
    },
    terminal: () => recorder.terminal(),
    diff: () => {},
    waiting: () => {},
    running: () => {},
    passed: done,
    failed: async (step, result) => {
      if (!runtime.context.signal.aborted) done(step, result);
      return 'quit';
    },
    replay: async () => {},
    note: () => {},
    sceneEnds: () => {},
  };
  const ending = await playScene(scene, { talk, runtime, presenter, ...(position ? { position } : {}) });
  await recorder.saved();
  runtime.context.signal.throwIfAborted();
  const { number, id, title, budgetMs } = scene;
  const ms = Math.round(performance.now() - began);
  const row: SceneRow = {
    number,
    id,
    title,
    budgetMs,
    ms,
    verdict: ending === 'done' ? 'passed' : 'failed',
    steps,
  };
  view.sceneEnds(row);
  return row;
}

function notRun({ number, id, title, budgetMs }: LoadedScene): SceneRow {
  return { number, id, title, budgetMs, ms: 0, verdict: 'not run', steps: [] };
}

function stepRow(step: Step, { failures, ms, attempts, exitCode, output }: StepResult): StepRow {
  const failed = failures.length > 0;
  return {
    id: step.id,
    name: step.name,
    ...(step.name === STEPS.fix ? { unnamed: true as const } : {}),
    kind: step.kind,
    command: commandOf(step),
    verdict: failed ? 'failed' : 'passed',
    ms: Math.round(ms),
    attempts,
    ...(exitCode === undefined ? {} : { exitCode }),
    failures,
    ...(failed ? { output: tail(output, 40) } : {}),
  };
}
