/** The embedded stage's door: its daemon is started, found, cleared and stopped here; nothing else is for the outside. */
export {
  clearStage,
  daemonLog,
  findDaemon,
  hasState,
  moveLocalPort,
  startDaemon,
  stopDaemon,
} from './daemon/index.ts';
export type { DaemonFile } from './home/index.ts';
