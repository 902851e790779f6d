/** The latency autoscaler: its public interface. */
export { dateOf } from './clock.ts';
export type { BlockedTarget } from './controller.ts';
export { OperatorError } from './errors.ts';
export { leaseOf } from './kubernetes/lease.ts';
export { runOperator } from './operator.ts';
export type { OperatorOptions } from './options.ts';
export { jsonLog, plainLog } from './report/log.ts';
export { Metrics } from './report/metrics.ts';
export { explanation } from './report/explanation.ts';
export { readingOf } from './report/reading.ts';
export { decisionText, line } from './report/report.ts';
export type { Evaluation } from './report/report.ts';
