/** The requests on their way: drops that run along the ribbons. Up to a rate, each is a request. */
import { pointAt } from './path.ts';
import type { Corner, Ribbon } from './ribbons.ts';

/** Units per second. */
export const SPEED = 15;
/** Drops per second, of all ribbons together: with more requests each stands for several. */
export const MOST = 60;

interface Drop {
  pod: string;
  /** How far it has run, in units. */
  run: number;
  failed: boolean;
}

export interface Flow {
  drops: readonly Drop[];
  /** By pod: what of the next drop is there already, and of the next one that fails. */
  due: Readonly<Record<string, { next: number; fails: number }>>;
}

export const STILL: Flow = { drops: [], due: {} };

/** @param seconds since the last call */
export function flowOn({ drops, due }: Flow, ribbons: readonly Ribbon[], seconds: number): Flow {
  const total = ribbons.reduce((sum, { rate = 0 }) => sum + rate, 0);
  const scale = Math.min(1, MOST / Math.max(total, 1e-9));
  const moved = drops.map((drop) => ({ ...drop, run: drop.run + SPEED * seconds }));
  const dues: Record<string, { next: number; fails: number }> = {};
  for (const { pod, rate = 0, failing } of ribbons) {
    let { next, fails } = due[pod] ?? { next: phaseOf(pod), fails: 0 };
    next += rate * scale * seconds;
    for (; next >= 1; next--) {
      fails += failing;
      const failed = fails >= 1;
      if (failed) fails--;
      moved.push({ pod, run: (next - 1) * (SPEED / Math.max(rate * scale, 1)), failed });
    }
    dues[pod] = { next, fails };
  }
  const lines = new Map(ribbons.map(({ pod, line }) => [pod, line]));
  return {
    due: dues,
    drops: moved.filter(({ pod, run }) => pointAt(lines.get(pod) ?? [], run) !== undefined),
  };
}

/** Pods that are served alike would get their drops at the same moment. */
const phaseOf = (pod: string): number =>
  [...pod].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 997, 7) / 997;

export function placesOf({ drops }: Flow, ribbons: readonly Ribbon[]): (Corner & { failed: boolean })[] {
  const lines = new Map(ribbons.map(({ pod, line }) => [pod, line]));
  return drops.flatMap(({ pod, run, failed }) => {
    const place = pointAt(lines.get(pod) ?? [], run);
    return place ? [{ ...place, failed }] : [];
  });
}
