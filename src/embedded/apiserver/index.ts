/** The Kubernetes API: in process as `Cluster` and `Api`, over TLS as `startApiServer`. */
export type { Cluster } from './cluster-types.ts';
export { BUILT_IN_NAMESPACES, createCluster } from './cluster.ts';
export { badRequest } from './errors.ts';
export { startApiServer } from './http/server.ts';
export type { ApiServer } from './http/server.ts';
export type { NodeApi } from './node-api.ts';
export { qualifiedName } from './resource.ts';
export type { Resource } from './resource.ts';
export { selects } from './selectors/labels.ts';
export { ApiError } from './types.ts';
export type { Api, DeleteOptions, KubeObject, NewObject, OwnerReference, WatchEvent } from './types.ts';
