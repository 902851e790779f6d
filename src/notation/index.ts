export { ageOf, humanDuration } from './age.ts';
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
export {
  KUBERNETES_MINOR,
  KUBERNETES_RELEASE,
  KUBERNETES_VERSION,
  NAMESPACE,
  timestamp,
} from './kubernetes.ts';
export { shellQuote } from './shell-quote.ts';
export { tabbed } from './tab-writer.ts';
export type { Bounds } from './duration-within.ts';
