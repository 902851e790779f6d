/** The process of the embedded stage: start, find, clear and stop it. */
export {
  clearStage,
  daemonLog,
  findDaemon,
  hasState,
  moveLocalPort,
  startDaemon,
  stopDaemon,
} from './control.ts';
