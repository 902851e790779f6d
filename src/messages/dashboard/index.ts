/** The messages that are packaged with the dashboard. */
export { LANGUAGES } from '../languages.ts';
export { DECISION } from '../operator/decision.ts';
export { translator } from '../translator.ts';
export { GRAPH_WORDS } from './graph.ts';
export { MIND } from './mind.ts';
export { PAGE } from './page.ts';
export { POD_WORDS } from './pods.ts';
export { DASHBOARD_SERVER } from './server.ts';
export type { Language } from '../languages.ts';
export type { Text } from '../message.ts';
export type { Translate } from '../translator.ts';
