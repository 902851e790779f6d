/** Statistics over many rehearsals: pure, from their ledgers. Times in milliseconds. */
import type { Text } from '../../messages/index.ts';
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

export interface Cuts {
  minutes: number;
  /** The planned duration of the talk: of each scene its budget, or its p50 if that is longer. */
  plannedMs: number;
  /** Ids of the scenes to leave out, in the talk's order; empty if it fits. */
  leaveOut: string[];
  /** The planned duration without them. */
  leftMs: number;
  fits: boolean;
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

/** @param ledgers of one talk, oldest first; scenes and steps are those of the newest run that has them */
export function reportOf(ledgers: readonly Ledger[], minutes?: number): Report {
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
    ...(minutes === undefined ? {} : { cuts: cutsFor(scenes, minutes) }),
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

/**
 * The fewest scenes to leave out, and among these choices the one that loses least time. The first and the last scene
 * stay: a talk needs its beginning and its end. `scene goto` restores the state that the left-out scenes would leave.
 */
export function cutsFor(scenes: readonly SceneReport[], minutes: number): Cuts {
  const planned = new Map(scenes.map(({ id, budgetMs, p50 }) => [id, Math.max(budgetMs, p50 ?? 0)]));
  const plannedMs = sum([...planned.values()]);
  const excess = plannedMs - minutes * 60_000;
  const candidates = scenes.slice(1, -1).map(({ id }) => ({ id, ms: planned.get(id)! }));
  const leaveOut = excess <= 0 ? [] : fewest(candidates, excess);
  const leftMs = plannedMs - sum(leaveOut.map((id) => planned.get(id)!));
  return { minutes, plannedMs, leaveOut, leftMs, fits: leftMs <= minutes * 60_000 };
}

function fewest(candidates: { id: string; ms: number }[], excess: number): string[] {
  const longest = candidates.toSorted((a, b) => b.ms - a.ms);
  let count = 1;
  while (count < longest.length && sum(longest.slice(0, count).map(({ ms }) => ms)) < excess) count += 1;
  const choice = cheapest(candidates, count, excess) ?? longest.slice(0, count);
  return candidates.filter((each) => choice.includes(each)).map(({ id }) => id);
}

/** Of all choices of `count` scenes, the shortest that covers the excess. */
function cheapest<T extends { ms: number }>(from: T[], count: number, excess: number): T[] | undefined {
  if (count === 0) return excess <= 0 ? [] : undefined;
  // There are too many choices to try for many scenes: the caller takes the longest then.
  if (from.length > 24) return undefined;
  let best: T[] | undefined;
  from.forEach((first, index) => {
    const rest = cheapest(from.slice(index + 1), count - 1, excess - first.ms);
    if (!rest) return;
    const choice = [first, ...rest];
    if (!best || sum(choice.map(({ ms }) => ms)) < sum(best.map(({ ms }) => ms))) best = choice;
  });
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
