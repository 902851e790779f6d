/** What holds in every history. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/operator/decision/decide.ts';
import { shareOf } from '../../../src/operator/decision/observation.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { histories, moved, play, policies, within } from './world/history.ts';
import type { Turn } from './world/history.ts';

const always = (check: (policy: Policy, turns: Turn[]) => void): void =>
  fc.assert(
    fc.property(policies, histories, (policy, history) => check(policy, play(policy, history))),
    { numRuns: 250 },
  );

/** Of each turn that begins within the bounds: what leads into them is another matter. */
const alwaysInside = (check: (turn: Turn, i: number, turns: Turn[]) => void): void =>
  always((policy, turns) =>
    turns.forEach((turn, i) => {
      if (within(policy, turn.seen.replicas)) check(turn, i, turns);
    }),
  );

test('whatever it asks for lies between minimum and maximum', () => {
  always((policy, turns) => {
    for (const turn of turns)
      if (moved(turn) !== 0) expect(within(policy, turn.decision.replicas)).toBe(true);
  });
});

test('up by at most as many as there are, or 4, or what the policy allows', () => {
  alwaysInside((turn) => {
    expect(moved(turn)).toBeLessThanOrEqual(turn.policy.maxStep ?? Math.max(turn.seen.replicas, 4));
  });
});

test('down by at most what the policy allows', () => {
  alwaysInside((turn) => expect(-moved(turn)).toBeLessThanOrEqual(turn.policy.maxStep ?? Infinity));
});

test('unknown moves nothing', () => {
  alwaysInside((turn) => {
    if (turn.seen.signal.state === 'unknown') expect(moved(turn)).toBe(0);
  });
});

test('nothing moves while paused, at 0 replicas, or scaled by an HPA', () => {
  always((_policy, turns) => {
    for (const turn of turns)
      if (turn.moment.paused || turn.seen.replicas === 0 || turn.moment.autoscaled)
        expect(moved(turn)).toBe(0);
  });
});

test('at most one step in a cooldown, whoever made the first', () => {
  always((policy, turns) => {
    let last = -Infinity;
    let replicas: number | undefined;
    for (const turn of turns) {
      if (replicas !== undefined && turn.seen.replicas !== replicas) last = turn.now;
      if (moved(turn) !== 0 && within(policy, turn.seen.replicas))
        expect(turn.now - last).toBeGreaterThanOrEqual(policy.cooldown);
      if (moved(turn) !== 0 && !turn.moment.lost) last = turn.now;
      replicas = turn.moment.lost ? turn.seen.replicas : turn.decision.replicas;
    }
  });
});

test('never up while the share is at the objective or above it', () => {
  alwaysInside((turn) => {
    const share = shareOf(turn.seen);
    if (share !== undefined && share >= turn.policy.objective) expect(moved(turn)).toBeLessThanOrEqual(0);
  });
});

test('never down while hundreds of requests to the same replicas are all slow', () => {
  alwaysInside(({ seen, before, policy, ...turn }) => {
    const { signal, ready, revision } = seen;
    // A low objective takes more of them to be missed for certain; in the moment of a change they are of those before.
    if (signal.state !== 'counted' || policy.objective < 0.5) return;
    if (before.ready !== ready || before.revision !== revision) return;
    if (shareOf(seen) === 0 && signal.fresh.total >= 200)
      expect(turn.decision.replicas).toBeGreaterThanOrEqual(seen.replicas);
  });
});

test('never down on doubt: pods unknown, replicas missing, a rollout', () => {
  alwaysInside((turn) => {
    const { signal, ready, replicas, rollingOut } = turn.seen;
    const partly = signal.state === 'counted' && signal.known < signal.pods;
    if (partly || rollingOut || ready < replicas) expect(moved(turn)).toBeGreaterThanOrEqual(0);
  });
});

test('down only after a whole stabilization in which the same replicas were all there', () => {
  alwaysInside((turn, i, turns) => {
    if (moved(turn) >= 0) return;
    const since = turn.now - turn.policy.stabilization;
    expect(turns[0]!.now).toBeLessThanOrEqual(since);
    for (const { seen, now } of turns.slice(0, i + 1)) {
      if (now <= since) continue;
      const { replicas, ready, revision } = turn.seen;
      expect(seen).toMatchObject({ replicas, ready, revision, rollingOut: false });
    }
  });
});

test('a lost write keeps what was seen, and no step', () => {
  always((_policy, turns) => {
    for (const { decision, seen, before, now } of turns) {
      expect(decision.observed).toMatchObject({ at: now, replicas: seen.replicas, ready: seen.ready });
      if (before.replicas === seen.replicas) expect(decision.observed.step).toEqual(before.step);
    }
  });
});

test('the same input gives the same output, and the input stays as it was', () => {
  always((_policy, turns) => {
    for (const { policy, seen, before, decision, now } of turns.slice(-20)) {
      const input = structuredClone([policy, seen, before]);
      expect(decide(policy, seen, before, now)).toEqual(decision);
      expect([policy, seen, before]).toEqual(input);
    }
  });
});
