/** `node bench/operator.ts [worlds] [hours] [first seed]`: ours beside HPA's algorithm and an oracle that knows the load. */
import { play } from './operator/play.ts';

const [worlds = 200, hours = 24, first = 1] = process.argv.slice(2).map(Number);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const results = Array.from({ length: worlds }, (_, i) => play(first + i, hours));
console.table(
  results.map(({ seed, world, kept, turns, steps, slow, replicaHours, hpa, oracle }) => ({
    seed,
    world,
    'objective met, of what is possible': percent(kept),
    'by HPA': percent(hpa.kept),
    'turns, at most after one change': turns,
    steps,
    'by HPA ': hpa.steps,
    'slow requests': slow,
    'by HPA  ': hpa.slow,
    'replica hours by the oracle’s': (replicaHours / oracle.replicaHours).toFixed(2),
  })),
);
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
console.log(
  `${worlds} worlds, ${hours} hours each: objective met ${percent(median(results.map(({ kept }) => kept)))} in the median, ` +
    `${percent(Math.min(...results.map(({ kept }) => kept)))} in the worst`,
);
