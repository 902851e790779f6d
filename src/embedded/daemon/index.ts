/** The process of the embedded stage: start, find and stop it. */
export { daemonLog, findDaemon, startDaemon, stopDaemon } from './control.ts';
