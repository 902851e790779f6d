/** A small Prometheus, as `main.ts` runs it in a process of its own. */
export { runPrometheus } from './run.ts';
