/** The line of one evaluation, and of a warning. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';
import { duration } from './figures.ts';

export const EVALUATION = area('evaluation', {
  warning: entry<{ why: Text }>(
    ({ why }) => `! ${why}`,
    ({ why }) => cz`! ${why}`,
  ),
  idle: entry('idle', 'klid'),
  within: entry<{ threshold: number }>(
    ({ threshold }, format) => `within ${duration(threshold, format)}`,
    ({ threshold }, format) => cz`do ${duration(threshold, format)}`,
  ),
  /** Estimated from the buckets of a histogram. */
  p90: entry<{ seconds: number | undefined }>(
    ({ seconds }, format) => `p90 ${seconds === undefined ? '-' : `≈ ${duration(seconds, format)}`}`,
    ({ seconds }, format) => cz`p90 ${seconds === undefined ? '-' : `≈ ${duration(seconds, format)}`}`,
  ),
  replicas: entry<{ change: string }>(
    ({ change }) => `replicas ${change}`,
    ({ change }) => cz`repliky ${change}`,
  ),
  ready: entry<{ count: number }>(
    ({ count }) => `(${count} ready)`,
    ({ count }) => cz`(ready ${count})`,
  ),
  notDone: entry('(not done)', '(neprovedeno)'),
});
