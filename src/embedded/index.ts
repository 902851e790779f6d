/** The embedded stage's door: its daemon is started, found and stopped here; nothing else is for the outside. */
export { daemonLog, findDaemon, moveLocalPort, startDaemon, stopDaemon } from './daemon/index.ts';
export type { DaemonFile } from './home/index.ts';
