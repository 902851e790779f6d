import type { Random } from './random.ts';

/** Requests a second over time, and when its trend changes. */
export interface Load {
  name: string;
  rate: (second: number) => number;
  /** Seconds at which the trend of the load changes: a step, a bend, an extreme, an edge of a spike. */
  changes: number[];
}

export const SHAPES = ['steady', 'steps', 'ramps', 'sine', 'spikes'] as const;
export type Shape = (typeof SHAPES)[number];

const HOUR = 3600;

/** @param most the highest rate, in requests a second */
export function loadOf(shape: Shape, random: Random, most: number, hours: number): Load {
  const end = hours * HOUR;
  switch (shape) {
    case 'steady':
      return { name: shape, changes: [0], rate: constant(most * random.between(0.15, 1)) };
    case 'steps':
      return steps(random, most, end);
    case 'ramps':
      return ramps(most * random.between(0.6, 1), end);
    case 'sine':
      return sine(most * random.between(0.6, 1), end);
    case 'spikes':
      return spikes(most, random.between(180, 900), end);
  }
}

const constant = (rate: number) => () => rate;

function steps(random: Random, most: number, end: number): Load {
  const changes: number[] = [];
  const levels: number[] = [];
  for (let at = 0; at < end; at += HOUR * (0.5 + random.even())) {
    changes.push(at);
    // No requests at all, now and then.
    levels.push(random.even() < 0.15 ? 0 : most * random.even());
  }
  let index = 0;
  return {
    name: 'steps',
    changes,
    rate: (second) => {
      if (second < changes[index]!) index = 0;
      while (changes[index + 1] !== undefined && changes[index + 1]! <= second) index++;
      return levels[index]!;
    },
  };
}

const every = (period: number, end: number): number[] =>
  Array.from({ length: Math.ceil(end / period) }, (_, i) => i * period);

/** Up within an hour, down within the next. */
function ramps(most: number, end: number): Load {
  const within = (second: number): number => (second % (2 * HOUR)) / HOUR;
  return {
    name: 'ramps',
    changes: every(HOUR, end),
    rate: (second) => most * (within(second) < 1 ? within(second) : 2 - within(second)),
  };
}

function sine(most: number, end: number): Load {
  return {
    name: 'sine',
    changes: every(2 * HOUR, end),
    rate: (second) => (most / 2) * (1 - Math.cos((2 * Math.PI * second) / (4 * HOUR))),
  };
}

/** A few minutes of high load every hour. */
function spikes(most: number, lasts: number, end: number): Load {
  const spike = (second: number): boolean => second % HOUR >= HOUR / 2 && second % HOUR < HOUR / 2 + lasts;
  return {
    name: 'spikes',
    changes: [0, ...every(HOUR, end).flatMap((at) => [at + HOUR / 2, at + HOUR / 2 + lasts])],
    rate: (second) => most * (spike(second) ? 0.8 : 0.15),
  };
}
