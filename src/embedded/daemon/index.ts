/** The embedded stage's process, seen from outside: it is started, found and stopped here. */
export { daemonLog, findDaemon, startDaemon, stopDaemon } from './control.ts';
