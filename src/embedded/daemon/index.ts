/** The embedded stage's process, seen from outside: it is started, found, cleared and stopped here. */
export { clearStage, daemonLog, findDaemon, hasState, startDaemon, stopDaemon } from './control.ts';
