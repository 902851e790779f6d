/** Plays scenes unattended and measures every step. */
import { STEPS, WORLD } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { performance } from 'node:perf_hooks';
import { UserError } from '../../errors/user-error.ts';
import type { World } from '../player/act.ts';
import { tail } from '../player/expectations.ts';
import { LEDGER_VERSION } from './ledger.ts';
import type { Ledger, SceneRow, StepRow } from './ledger.ts';
import { playScene } from '../player/play-scene.ts';
import type { Presenter } from '../player/presenter.ts';
import { Recorder } from './recorder.ts';
import type { Recordings } from '../recordings/recording.ts';
import { commandOf } from '../format/scene.ts';
import { moveTo, restoreWorld } from '../player/restore-world.ts';
import type { StepResult } from '../player/run-step.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { Talk } from '../journal/talk.ts';

/** What a rehearsal tells while it goes on. */
export interface RehearsalView {
  preparing(...sentences: Text[]): void;
  sceneStarts(scene: LoadedScene): void;
  stepStarts(scene: LoadedScene, step: Step): void;
  output(chunk: OutputChunk): void;
  stepEnds(scene: LoadedScene, row: StepRow): void;
  sceneEnds(row: SceneRow): void;
}

export interface RehearsalOptions {
  /** Only this one: the scenes before it are brought about quietly. */
  only?: LoadedScene;
  language: string;
  /** Absolute path of the talk. */
  scenes: string;
  /** Called when the stage is up, before anything acts on it; the world's environment is known from here on. */
  openWorld: () => Promise<World>;
  startedAt?: Date;
  /** Where the output of steps that passed is kept. */
  recordings?: Recordings;
}

/** Leaves nothing behind on the stage, however it ends. @throws UserError when the world cannot be prepared */
export async function rehearse(talk: Talk, view: RehearsalView, options: RehearsalOptions): Promise<Ledger> {
  const startedAt = (options.startedAt ?? new Date()).toISOString();
  const began = performance.now();
  const rows = new Map<string, SceneRow>();
  const world = await options.openWorld();
  const { signal } = world.ground;
  try {
    await prepare(talk, world, view, options);
    for (const scene of options.only ? [options.only] : talk.scenes) {
      const row = await rehearseScene(scene, talk, world, view, options.recordings);
      rows.set(scene.id, row);
      if (row.verdict === 'failed') break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await world.backgrounds.stopAll();
    view.preparing(WORLD.cleaningUp);
    await world.stage.reset().catch((error: unknown) => {
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
    stage: world.stage.name,
    language: options.language,
    ms: Math.round(performance.now() - began),
    verdict: signal.aborted ? 'interrupted' : passed ? 'passed' : 'failed',
    scenes,
  };
}

async function prepare(
  talk: Talk,
  world: World,
  view: RehearsalView,
  { only, scenes, language }: RehearsalOptions,
): Promise<void> {
  await talk.record({ kind: 'talk-started', scenes, stage: world.stage.name, language });
  if (only) await moveTo(talk, only);
  view.preparing(only && only.number > 1 ? WORLD.preparing({ scene: only.id }) : WORLD.clearing);
  await restoreWorld(talk, world, ({ scene, step }) =>
    view.preparing(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
}

async function rehearseScene(
  scene: LoadedScene,
  talk: Talk,
  world: World,
  view: RehearsalView,
  recordings: Recordings | undefined,
): Promise<SceneRow> {
  const began = performance.now();
  const steps: StepRow[] = [];
  const recorder = recordings && new Recorder(recordings, scene, world.stage.name);
  const done = (step: Step, result: StepResult) => {
    recorder?.ends(step, result);
    const row = stepRow(step, result);
    steps.push(row);
    view.stepEnds(scene, row);
  };
  const presenter: Presenter = {
    sceneStarts: () => view.sceneStarts(scene),
    item: async () => 'next',
    step: async (step) => {
      recorder?.starts();
      view.stepStarts(scene, step);
      return 'run';
    },
    output: (chunk) => {
      recorder?.hears(chunk);
      view.output(chunk);
    },
    diff: () => {},
    waiting: () => {},
    running: () => {},
    verdict: done,
    failed: async (step, result) => {
      if (!world.ground.signal.aborted) done(step, result);
      return 'quit';
    },
    replay: async () => {},
    note: () => {},
    sceneEnds: () => {},
  };
  const ending = await playScene(scene, { talk, world, presenter });
  await recorder?.saved();
  world.ground.signal.throwIfAborted();
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
