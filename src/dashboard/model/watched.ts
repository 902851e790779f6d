/** Whether an operator is at work: its lease, or the status that it writes, changes. */
import type { LeaseObject, ScalerObject } from './scaler.ts';

/** Milliseconds. A status whose numbers change is written at least every ten seconds. */
const STATUS_LASTS = 20_000;
/** As long as a leader lease of the operator lasts, where it does not say. */
const LEASE_LASTS = 15_000;

export class Watched {
  /** What was last heard, and when; by the object's uid. */
  #heard = new Map<string, { text: string; at: number }>();

  /** @returns for each scaler whether it is watched */
  see(
    scalers: readonly ScalerObject[],
    leases: readonly LeaseObject[],
    now: number,
  ): (scaler: ScalerObject) => boolean {
    const heard = new Map<string, { text: string; at: number }>();
    for (const { uid, version, renewedAt = -Infinity } of leases)
      heard.set(uid, this.#hear(uid, version, now, renewedAt));
    for (const { uid, decided, lastStepAt } of scalers)
      heard.set(uid, this.#hear(uid, JSON.stringify([decided, lastStepAt]), now, -Infinity));
    this.#heard = heard;
    const within = (uid: string, ms: number): boolean => now - heard.get(uid)!.at < ms;
    const led = leases.some(
      ({ uid, holder, lastsMs }) => holder !== '' && within(uid, lastsMs || LEASE_LASTS),
    );
    return ({ uid }) => led || within(uid, STATUS_LASTS);
  }

  /** @param first when it was written, if this is the first time that it is seen */
  #hear(uid: string, text: string, now: number, first: number): { text: string; at: number } {
    const before = this.#heard.get(uid);
    if (before === undefined) return { text, at: first };
    return before.text === text ? before : { text, at: now };
  }
}
