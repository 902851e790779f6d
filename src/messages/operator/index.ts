/** What is packaged with the operator: the image has no bundler, and loads all that stands here. */
export { NETWORK } from '../network.ts';
export { DECISION } from './decision.ts';
export { KUBERNETES } from './kubernetes.ts';
export { LOOK } from './look.ts';
export { OPERATION } from './operation.ts';
export { POLICY } from './policy.ts';
export { PROMETHEUS } from './prometheus.ts';
export { RULE } from './rule.ts';
export { SIGNAL } from './signal.ts';
export { START } from './start.ts';
export { TARGET } from './target.ts';
export type { Text } from '../message.ts';
