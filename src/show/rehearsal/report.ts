/** Statistics over many rehearsals: pure, from their ledgers. Times in milliseconds. */
import type { Text } from '../../messages/index.ts';
import { cutsFor } from './cuts.ts';
import type { Cuts, Described } from './cuts.ts';
import type { Ledger, SceneRow, StepRow } from './ledger.ts';

export interface Spread {
  /** How many times it passed; only these runs are measured. */
  runs: number;
  failures: number;
  /** Nearest-rank percentiles; undefined if it never passed. */
  p50: number | undefined;
  p95: number | undefined;
}

export interface StepReport extends Spread {
  scene: string;
  id: string;
  name: Text;
}

export interface SceneReport extends Spread {
  number: number;
  id: string;
  title: string;
  budgetMs: number;
  steps: StepReport[];
}

export interface Report {
  runs: number;
  /** ISO 8601; undefined if there is no run. */
  from?: string;
  to?: string;
  scenes: SceneReport[];
  total: Spread & { budgetMs: number };
  /** The five slowest steps, by p50. */
  slowest: StepReport[];
  cuts?: Cuts;
}

const SLOWEST = 5;

/**
 * @param ledgers of one talk, oldest first; scenes and steps are those of the newest run that has them
 * @param minutes how long the talk may take: what to leave out for that
 * @param described what the talk says of its scenes
 */
export function reportOf(
  ledgers: readonly Ledger[],
  minutes?: number,
  described: readonly Described[] = [],
): Report {
  const scenes = newestScenes(ledgers).map((scene) => sceneReport(scene, ledgers));
  const steps = scenes.flatMap((scene) => scene.steps);
  const complete = ledgers.filter(({ scenes: rows }) => rows.length === scenes.length);
  return {
    runs: ledgers.length,
    ...(ledgers.length > 0 ? { from: ledgers[0]!.startedAt, to: ledgers.at(-1)!.startedAt } : {}),
    scenes,
    total: { ...spread(complete), budgetMs: sum(scenes.map(({ budgetMs }) => budgetMs)) },
    slowest: steps
      .filter(({ p50 }) => p50 !== undefined)
      .toSorted((a, b) => b.p50! - a.p50!)
      .slice(0, SLOWEST),
    ...(minutes === undefined ? {} : { cuts: cutsFor(scenes, minutes, described) }),
  };
}

function newestScenes(ledgers: readonly Ledger[]): SceneRow[] {
  const found = new Map<string, SceneRow>();
  for (const { scenes } of ledgers) {
    for (const scene of scenes) {
      const before = found.get(scene.id);
      // A scene that did not pass may lack steps that an earlier run has.
      found.set(scene.id, before && scene.verdict !== 'passed' ? { ...before, title: scene.title } : scene);
    }
  }
  const newest = ledgers.findLast(({ scenes }) => scenes.length > 1) ?? ledgers.at(-1);
  const order = new Set((newest?.scenes ?? []).map(({ id }) => id));
  return [...found.values()].filter(({ id }) => order.has(id)).sort((a, b) => a.number - b.number);
}

function sceneReport(scene: SceneRow, ledgers: readonly Ledger[]): SceneReport {
  const rows = ledgers.flatMap(({ scenes }) => scenes.filter(({ id }) => id === scene.id));
  const steps = rows.flatMap((row) => row.steps);
  const { number, id, title, budgetMs } = scene;
  return {
    number,
    id,
    title,
    budgetMs,
    ...spread(rows),
    steps: scene.steps.map(({ id: step, name }) => ({
      scene: id,
      id: step,
      name,
      ...spread(steps.filter((row) => row.id === step)),
    })),
  };
}

function spread(
  rows: readonly { verdict: SceneRow['verdict'] | StepRow['verdict'] | Ledger['verdict']; ms: number }[],
): Spread {
  const passed = rows.filter(({ verdict }) => verdict === 'passed').map(({ ms }) => ms);
  const failures = rows.filter(({ verdict }) => verdict === 'failed').length;
  return { runs: passed.length, failures, p50: percentile(passed, 0.5), p95: percentile(passed, 0.95) };
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
