/** Figures of latency, as the operator's lines and status show them. */
import type { Format } from '../formats.ts';

/** Two digits: `80 ms`, `1.2 s`. */
export function duration(seconds: number, { number, typeset }: Format): string {
  const ms = Math.round(seconds * 1_000);
  return typeset(ms < 1_000 ? `${ms} ms` : `${number(Number(seconds.toPrecision(2)))} s`);
}

/** With so many digits that 99.9 % is not 100 %. */
export const percent = (share: number, { number, typeset }: Format): string =>
  typeset(`${number(Number((share * 100).toPrecision(3)))} %`);
