/**
 * `npm run bench:operator [-- --worlds 200 --from 1 --hours 24 --all]`: the operator's decision in simulated worlds, beside the
 * algorithm of HorizontalPodAutoscaler and an oracle that knows the load and has the same policy.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Result } from './operator/play.ts';
import { failuresOf, summaryOf } from './operator/summary.ts';

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    hours: { type: 'string', default: '24' },
    all: { type: 'boolean', default: false },
  },
});
const [worlds, from, hours] = [Number(values.worlds), Number(values.from), Number(values.hours)];
const began = performance.now();
const results = (await playAll()).sort((a, b) => a.seed - b.seed);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

console.log(
  `${worlds} worlds from seed ${from}, ${hours} simulated hours each, in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
console.table(summaryOf(results));
const shown = values.all ? results : results.filter((each) => failuresOf(each).length > 0);
if (shown.length > 0) {
  console.log(values.all ? 'every world:' : 'worlds in which a promise is not kept:');
  for (const each of shown)
    console.log(
      `seed ${each.seed}: ${[
        `met ${percent(each.kept)} (HPA ${percent(each.hpa.kept)})`,
        `${each.turns} turns`,
        `steps ${each.steps} (${each.hpa.steps})`,
        `slow ${percent(each.slow / each.requests)} (${percent(each.hpa.slow / each.requests)})`,
        `replica hours ${each.replicaHours.toFixed(0)} (${each.hpa.replicaHours.toFixed(0)}, oracle ${each.oracle.replicaHours.toFixed(0)})`,
        ...failuresOf(each),
      ].join(', ')}; ${each.world}`,
    );
}
if (Object.values(summaryOf(results)).some(({ kept }) => kept === 'NO')) process.exitCode = 1;

/** Distributes the worlds over the processors. */
async function playAll(): Promise<Result[]> {
  const all: Result[] = [];
  let next = from;
  const script = new URL('./operator/worker.ts', import.meta.url);
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script, { workerData: { hours } });
      const feed = (): void =>
        void (next < from + worlds ? worker.postMessage(next++) : worker.postMessage(null));
      worker.on('message', (result: Result) => {
        all.push(result);
        feed();
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
      feed();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), worlds) }, run));
  return all;
}
