/** The arithmetic of a rolling update. Pure; numbers are desired replicas unless stated otherwise. */

type IntOrPercent = number | string | undefined;

export interface DeploymentSpec {
  replicas: number;
  strategy?: { type?: string; rollingUpdate?: { maxSurge?: IntOrPercent; maxUnavailable?: IntOrPercent } };
}

function resolve(value: IntOrPercent, whole: number, round: (n: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value ?? '25%');
  return percent ? round((Number(percent[1]) * whole) / 100) : 0;
}

export interface Bounds {
  /** How many pods there may be above the desired number. */
  maxSurge: number;
  /** How many available pods may be missing from the desired number. */
  maxUnavailable: number;
}

/** Surge is rounded up, unavailability down. If both are zero nothing could ever change, so one pod may be missing. */
export function boundsOf({ replicas, strategy }: DeploymentSpec): Bounds {
  if (strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const maxSurge = resolve(strategy?.rollingUpdate?.maxSurge, replicas, Math.ceil);
  const unavailable = resolve(strategy?.rollingUpdate?.maxUnavailable, replicas, Math.floor);
  const maxUnavailable = maxSurge === 0 && unavailable === 0 ? 1 : unavailable;
  return { maxSurge, maxUnavailable: Math.min(maxUnavailable, replicas) };
}

/** A ReplicaSet, reduced to what the arithmetic needs. */
export interface Size {
  name: string;
  /** Desired. */
  replicas: number;
  /** Existing, without terminating ones: more than desired while a scale-down is in progress. */
  pods: number;
  available: number;
  /** Larger is newer. */
  age: number;
  /** replicas + maxSurge of the Deployment at the time of this ReplicaSet's last scaling. */
  annotatedMax?: number | undefined;
}

const total = (sizes: Size[], count: (size: Size) => number) =>
  sizes.reduce((sum, size) => sum + count(size), 0);
const asked = ({ replicas }: Size) => replicas;
/** Pods that a scale-down in progress will remove do not count. */
const available = (size: Size) => Math.min(size.available, size.replicas);
const present = ({ replicas, pods }: Size) => Math.max(replicas, pods);

/** Next replicas of the new ReplicaSet. @param all includes the new one once it exists */
export function newReplicas(spec: DeploymentSpec, current: number, all: Size[]): number {
  if (spec.strategy?.type === 'Recreate') return spec.replicas;
  if (current >= spec.replicas) return spec.replicas;
  const room = spec.replicas + boundsOf(spec).maxSurge - total(all, present);
  return room <= 0 ? current : current + Math.min(room, spec.replicas - current);
}

/** Next replicas of the old ReplicaSets by name: unhealthy pods first, then as many as availability allows. */
export function oldReplicas(spec: DeploymentSpec, newOne: Size, old: Size[]): Map<string, number> {
  const wanted = new Map<string, number>();
  if (total(old, asked) === 0) return wanted;
  const minAvailable = spec.replicas - boundsOf(spec).maxUnavailable;
  const newUnavailable = newOne.replicas - available(newOne);
  const maxScaledDown = total(old, asked) + newOne.replicas - minAvailable - newUnavailable;
  if (maxScaledDown <= 0) return wanted;

  const oldestFirst = old.toSorted((a, b) => a.age - b.age);
  const sizeOf = (size: Size) => wanted.get(size.name) ?? size.replicas;
  let cleaned = 0;
  for (const size of oldestFirst) {
    const unhealthy = Math.min(maxScaledDown - cleaned, size.replicas - available(size));
    if (unhealthy <= 0) continue;
    wanted.set(size.name, size.replicas - unhealthy);
    cleaned += unhealthy;
  }
  let spare = total(old, available) + available(newOne) - minAvailable;
  for (const size of oldestFirst) {
    const healthy = Math.min(spare, sizeOf(size));
    if (healthy <= 0) continue;
    wanted.set(size.name, sizeOf(size) - healthy);
    spare -= healthy;
  }
  return wanted;
}

/** Replicas by name, when a scaling of the Deployment is spread over its active ReplicaSets in proportion. */
export function proportionalReplicas(
  spec: DeploymentSpec,
  active: Size[],
  statusReplicas: number,
): Map<string, number> {
  const allowed = spec.replicas > 0 ? spec.replicas + boundsOf(spec).maxSurge : 0;
  const toAdd = allowed - total(active, asked);
  const newerFirst = toAdd >= 0 ? -1 : 1;
  const ordered = active.toSorted((a, b) => b.replicas - a.replicas || newerFirst * (a.age - b.age));
  const sizes = new Map<string, number>();
  let added = 0;
  for (const size of ordered) {
    const share = shareOf(size, spec, toAdd, added, statusReplicas);
    sizes.set(size.name, size.replicas + share);
    added += share;
  }
  const [largest] = ordered;
  if (largest && toAdd !== 0) {
    sizes.set(largest.name, Math.max(0, sizes.get(largest.name)! + toAdd - added));
  }
  return sizes;
}

function shareOf(
  size: Size,
  spec: DeploymentSpec,
  toAdd: number,
  added: number,
  statusReplicas: number,
): number {
  if (size.replicas === 0 || toAdd === 0 || toAdd === added) return 0;
  const fraction = fractionOf(size, spec, statusReplicas);
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

function fractionOf(size: Size, spec: DeploymentSpec, statusReplicas: number): number {
  if (spec.replicas === 0) return -size.replicas;
  const before = size.annotatedMax || statusReplicas;
  if (before === 0) return 0;
  return Math.round((size.replicas * (spec.replicas + boundsOf(spec).maxSurge)) / before) - size.replicas;
}
