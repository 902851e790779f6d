/** The messages that are packaged with the dashboard. */
export { translator } from '../translator.ts';
export { DASHBOARD_SERVER } from './server.ts';
export type { Language } from '../languages.ts';
export type { Text } from '../message.ts';
