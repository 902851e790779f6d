export { durationWithin } from './duration-within.ts';
export {
  formatGoDuration,
  formatPrometheusDuration,
  parseDuration,
  parseGoDuration,
  parseKubectlDuration,
  parsePrometheusDuration,
} from './duration.ts';
export { canonicalQuantity, dividedUp, parseQuantity } from './quantity.ts';
export { parseJsonPath } from './json-path.ts';
export type { Bounds } from './duration-within.ts';
