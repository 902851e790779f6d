/** One operator over many targets; prints its costs. Run with --expose-gc by operator-scale.ts. */
import { kube } from '../../src/kubernetes/index.ts';
import { Metrics, plainLog, runOperator } from '../../src/operator/index.ts';

const [namespace = 'default', wanted = '0'] = process.argv.slice(2);
const TICKS = 10;
const megabytes = (): number => {
  gc?.();
  gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
const cluster = await kube();
const idle = megabytes();
const metrics = new Metrics();
const stop = new AbortController();

let evaluations = 0;
let steady = 0;
let began = 0;
let peak = 0;
let heap = NaN;
const times: number[] = [];
const sum = async (): Promise<{ sum: number; count: number }> => {
  const { values } = await metrics.tick.get();
  const of = (end: string): number => values.find(({ metricName }) => metricName?.endsWith(end))?.value ?? 0;
  return { sum: of('_sum'), count: of('_count') };
};
let before = { sum: 0, count: 0 };

await runOperator({
  kube: cluster,
  namespace,
  intervalMs: 1000,
  log: plainLog((line) => process.stderr.write(`${line}\n`)),
  metrics,
  onEvaluation: () => void evaluations++,
  onTick: () => {
    peak = Math.max(peak, process.memoryUsage().heapUsed / 2 ** 20);
    void sum().then((now) => {
      const ended = now.count - before.count;
      // The first ticks write the first status of every target.
      if (ended > 0 && evaluations >= Number(wanted)) {
        began ||= performance.now();
        if (performance.now() - began > 12_000) {
          times.push(((now.sum - before.sum) / ended) * 1000);
          if (++steady < TICKS) return;
          // While its caches are still referenced.
          heap = megabytes();
          stop.abort();
        }
      }
      before = now;
    });
  },
  signal: stop.signal,
});
times.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ targets: Number(wanted), heapAboveIdle: heap - idle, peakAboveIdle: peak - idle, tick: times[times.length >> 1], worst: times.at(-1) })}\n`,
);
