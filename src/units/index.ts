export { durationWithin } from './duration-within.ts';
export {
  formatGoDuration,
  formatPrometheusDuration,
  parseDuration,
  parseGoDuration,
  parseKubectlDuration,
  parsePrometheusDuration,
} from './duration.ts';
export type { Bounds } from './duration-within.ts';
