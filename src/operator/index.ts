/** The latency autoscaler: what others may use of it. */
export { dateOf } from './clock.ts';
export type { Hindered } from './controller.ts';
export { OperatorError } from './errors.ts';
export { leaseOf } from './kubernetes/lease.ts';
export { runOperator } from './operator.ts';
export type { OperatorOptions } from './options.ts';
export { jsonLog, plainLog } from './report/log.ts';
export { Metrics } from './report/metrics.ts';
export { explanation } from './report/explanation.ts';
export { readingOf } from './report/reading.ts';
export { line, verdict } from './report/report.ts';
export type { Look } from './report/report.ts';
