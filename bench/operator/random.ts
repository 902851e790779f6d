/** Random numbers that are the same in every run of the same seed. */
export interface Random {
  /** Uniform, from 0 to 1. */
  even: () => number;
  /** Exponential, with this mean. */
  exponential: (mean: number) => number;
  pick: <T>(values: readonly T[]) => T;
  between: (least: number, most: number) => number;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32: small, fast, good enough for arrivals and service times.
  const even = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    even,
    exponential: (mean) => -mean * Math.log(1 - even()),
    pick: (values) => values[Math.floor(even() * values.length)]!,
    between: (least, most) => least + (most - least) * even(),
  };
}
