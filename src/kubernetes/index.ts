/** The Kubernetes client: its public interface. */
export { Api, ApiFailure } from './api.ts';
export { Backoff, pause, within } from './backoff.ts';
export type { Kube, KubeConfiguration } from './configuration.ts';
export { KubernetesError, NoCluster, TextError, messageOf, textOf, withoutPassword } from './errors.ts';
export { AnswerTooLong, NoAnswer, exchange, open, read } from './http.ts';
export type { Reply } from './http.ts';
export { Informer } from './informer.ts';
export type { InformerOptions } from './informer.ts';
export { kube } from './kube.ts';
export { printable } from './text.ts';
export { viewOf } from './view.ts';
export type { View } from './view.ts';
