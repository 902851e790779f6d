/** Which scenes to leave out of a talk that is too long: pure. Times in milliseconds. */

/** A scene as rehearsals have measured it. */
interface Measured {
  number: number;
  id: string;
  title: string;
  budgetMs: number;
  p50: number | undefined;
}

/** What the talk says of a scene. */
export interface Described {
  id: string;
  summary?: string;
  /** Ids of the scenes that it makes no sense without. */
  needs?: readonly string[];
}

/** A scene to leave out, and what the audience does not get to see then. */
export interface Cut {
  number: number;
  id: string;
  ms: number;
  loses: string;
}

export interface Cuts {
  minutes: number;
  /** The planned duration of the talk: of each scene its budget, or its p50 if that is longer. */
  plannedMs: number;
  /** Ids of the scenes to leave out, in the talk's order; empty if it fits. */
  leaveOut: string[];
  /** The same scenes, with what each cut loses. */
  cuts: Cut[];
  /** The planned duration without them. */
  leftMs: number;
  fits: boolean;
}

type Candidate = { id: string; ms: number };

/** There are too many choices to try for more scenes than this: the longest are left out then. */
const TRIED = 20;

/**
 * The fewest scenes to leave out, and among these choices the one that loses least time. The first and the last scene
 * stay, and so does what a scene that stays needs. `scene goto` restores the state that the left-out scenes would leave.
 */
export function cutsFor(
  scenes: readonly Measured[],
  minutes: number,
  described: readonly Described[] = [],
): Cuts {
  const planned = scenes.map((scene) => ({ ...scene, ms: Math.max(scene.budgetMs, scene.p50 ?? 0) }));
  const plannedMs = sum(planned);
  const of = new Map(described.map((each) => [each.id, each]));
  const needs = (id: string) => of.get(id)?.needs ?? [];
  const excess = plannedMs - minutes * 60_000;
  const kept = closure(
    [planned[0], planned.at(-1)].flatMap((scene) => (scene ? [scene.id] : [])),
    needs,
  );
  const candidates = planned.filter(({ id }) => !kept.has(id));
  const chosen = new Set((excess <= 0 ? [] : fewest(candidates, excess, needs)).map(({ id }) => id));
  const cuts = planned
    .filter(({ id }) => chosen.has(id))
    .map(({ number, id, title, ms }) => ({ number, id, ms, loses: of.get(id)?.summary ?? title }));
  const leftMs = plannedMs - sum(cuts);
  return {
    minutes,
    plannedMs,
    leaveOut: cuts.map(({ id }) => id),
    cuts,
    leftMs,
    fits: leftMs <= minutes * 60_000,
  };
}

type Needs = (id: string) => readonly string[];

function closure(ids: readonly string[], needs: Needs): Set<string> {
  const found = new Set(ids);
  // A set gives what is added while it is walked through.
  for (const id of found) for (const needed of needs(id)) found.add(needed);
  return found;
}

/** All of them, if even that is not enough. */
function fewest(candidates: readonly Candidate[], excess: number, needs: Needs): readonly Candidate[] {
  if (sum(candidates) <= excess) return candidates;
  if (candidates.length > TRIED) return longest(candidates, excess, needs);
  for (let count = 1; count < candidates.length; count += 1) {
    const found = cheapest(candidates, count, excess, (choice) => leavesWhole(choice, candidates, needs));
    if (found) return found;
  }
  return candidates;
}

/** Whether no scene that stays needs one of these. */
function leavesWhole(choice: readonly Candidate[], candidates: readonly Candidate[], needs: Needs): boolean {
  const out = new Set(choice.map(({ id }) => id));
  return candidates.every(({ id }) => out.has(id) || !needs(id).some((needed) => out.has(needed)));
}

/** Of all choices of `count` scenes, the shortest that covers the excess. */
function cheapest(
  from: readonly Candidate[],
  count: number,
  excess: number,
  isAllowed: (choice: readonly Candidate[]) => boolean,
  taken: readonly Candidate[] = [],
): readonly Candidate[] | undefined {
  if (count === 0) return excess <= sum(taken) && isAllowed(taken) ? taken : undefined;
  let best: readonly Candidate[] | undefined;
  from.forEach((next, index) => {
    const found = cheapest(from.slice(index + 1), count - 1, excess, isAllowed, [...taken, next]);
    if (found && (!best || sum(found) < sum(best))) best = found;
  });
  return best;
}

function longest(candidates: readonly Candidate[], excess: number, needs: Needs): readonly Candidate[] {
  const out: Candidate[] = [];
  const byLength = candidates.toSorted((a, b) => b.ms - a.ms);
  while (sum(out) < excess) {
    const next = byLength.find(
      (each) => !out.includes(each) && leavesWhole([...out, each], candidates, needs),
    );
    if (!next) break;
    out.push(next);
  }
  return out;
}

function sum(scenes: readonly { ms: number }[]): number {
  return scenes.reduce((total, { ms }) => total + ms, 0);
}
