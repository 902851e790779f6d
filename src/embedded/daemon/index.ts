/** The process of the embedded stage: start, find and stop it. */
export { daemonLog, findDaemon, moveLocalPort, startDaemon, stopDaemon } from './control.ts';
