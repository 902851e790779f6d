import { guess, learn } from './capacity.ts';
import { comparable } from './load/course.ts';
import { NO_EVIDENCE } from './evidence.ts';
import { NO_LOAD } from './load/load.ts';
import type { Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

/** Seconds without a known latency after which the calm starts over. */
const silence = ({ window }: Policy): number => Math.max(window, 10);

/** Records what has changed about the replicas, whoever changed it, and since when nothing has. */
export function arrivals(policy: Policy, seen: Observation, before: Memory, now: number): Memory {
  const memory = counted(policy, seen, before, now);
  const unwatched = now - (before.knownAt ?? now) > silence(policy);
  const restless = memory.settledAt === now || memory.step?.at === now || memory.pendingSince !== undefined;
  return { ...memory, quietSince: restless || unwatched ? now : (before.quietSince ?? now) };
}

function counted(policy: Policy, seen: Observation, before: Memory, now: number): Memory {
  const { replicas, ready, revision, rollingOut } = seen;
  const { replicas: from = replicas } = before;
  const pending = ready < replicas || rollingOut;
  const memory: Memory = {
    ...before,
    at: now,
    replicas,
    ready,
    revision,
    ...(from === replicas ? {} : { step: { at: now, from, to: replicas, own: false } }),
    pendingSince: pending ? (before.pendingSince ?? now) : undefined,
  };
  const others = before.ready !== undefined && (before.ready !== ready || before.revision !== revision);
  return others ? settled(policy, seen, before, memory) : memory;
}

/** The replicas that serve are not the same as before: earlier measurements are not of them. */
function settled(policy: Policy, { ready, revision }: Observation, before: Memory, memory: Memory): Memory {
  const { measuring, capacity, load } = before;
  const { latest, calm } = NO_LOAD;
  const same = before.revision === revision;
  const learned = measuring === undefined ? capacity : learn(policy, capacity, measuring, memory.at!);
  return {
    ...memory,
    settledAt: memory.at!,
    measuring: undefined,
    lowest: undefined,
    capacity: same ? learned : guess(policy, learned),
    level: same ? before.level : {},
    exceeded: same ? before.exceeded : undefined,
    // Evidence from fewer replicas, or from another version, says nothing about these.
    evidence: same && ready < before.ready! ? before.evidence : NO_EVIDENCE,
    load: { ...load, latest, calm, course: comparable(load.course) },
  };
}
