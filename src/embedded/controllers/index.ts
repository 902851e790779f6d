/** The controllers of the cluster, started together. */
export { startControllers } from './start.ts';
