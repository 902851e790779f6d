import type { Point, Traffic } from '../view/view.ts';

/** What Prometheus says of a moment. */
export interface Measured {
  /** By the pod's name. */
  pods: Map<string, Traffic>;
  figures: Pick<Point, 'share' | 'rate' | 'p50' | 'p95'>;
}

/** Requests per second of all pods. */
export const totalRate = (pods: ReadonlyMap<string, Traffic>): number =>
  [...pods.values()].reduce((sum, { rate }) => sum + rate, 0);

/** A step of a rate that people would call another one: chance alone changes a rate all the time. */
function roundedRate(rate: number): number {
  if (rate < 2) return Math.round(rate * 10) / 10;
  if (rate < 20) return Math.round(rate);
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 1);
  return Math.round(rate / unit) * unit;
}

/** @param exists only pods that are there are shown: Prometheus remembers others for a while */
export function shownTraffic(
  pods: ReadonlyMap<string, Traffic>,
  exists: (pod: string) => boolean,
): Record<string, Traffic> {
  const shown = [...pods]
    .filter(([name]) => exists(name))
    .map(([name, { rate, errors, waiting }]): [string, Traffic] => [
      name,
      {
        rate: roundedRate(rate),
        ...(errors === undefined ? {} : { errors: roundedRate(errors) }),
        ...(waiting === undefined ? {} : { waiting: Math.round(waiting) }),
      },
    ]);
  return Object.fromEntries(shown);
}

/** So many digits as can be seen in a graph. */
export function shownFigures({ share, rate, p50, p95 }: Measured['figures']): Measured['figures'] {
  return {
    ...(share === undefined ? {} : { share: share === null ? null : Math.round(share * 1000) / 1000 }),
    ...(rate === undefined ? {} : { rate: Math.round(rate * 10) / 10 }),
    ...(p50 === undefined ? {} : { p50: Math.round(p50) }),
    ...(p95 === undefined ? {} : { p95: Math.round(p95) }),
  };
}
