/** Runs the pods that are bound to the node. */
export { startKubelet } from './kubelet.ts';
export type { Kubelet } from './kubelet.ts';
