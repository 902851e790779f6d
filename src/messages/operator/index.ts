/** The messages that are packaged with the operator: the image has no bundler, and loads everything here. */
export { NETWORK } from '../network.ts';
export { DECISION } from './decision.ts';
export { KUBERNETES } from './kubernetes.ts';
export { EVALUATION } from './evaluation.ts';
export { OPERATION } from './operation.ts';
export { POLICY } from './policy.ts';
export { PROMETHEUS } from './prometheus.ts';
export { RULE } from './rule.ts';
export { SIGNAL } from './signal.ts';
export { START } from './start.ts';
export { TARGET } from './target.ts';
export type { Text } from '../message.ts';
