/** All controllers of the embedded cluster. */
import type { Cluster } from '../apiserver/index.ts';
import type { ControllerContext, Running } from './controller.ts';
import { startDeployments } from './deployment/controller.ts';
import { startEndpoints } from './endpoints/controller.ts';
import { startGarbageCollector } from './garbage-collector.ts';
import { startKubernetesService } from './kubernetes-service.ts';
import type { ApiServerAddress } from './kubernetes-service.ts';
import { startNamespaces } from './namespaces.ts';
import { startNode } from './node.ts';
import type { NodeOptions } from './node.ts';
import { startReplicaSets } from './replicaset.ts';
import { startScheduler } from './scheduler.ts';
import { startStorage } from './storage/start.ts';
import type { VolumeFolders } from './storage/volume-folders.ts';
import { startCronJobs } from './workloads/cronjob.ts';
import { startDaemonSets } from './workloads/daemonset.ts';
import { startJobs } from './workloads/job.ts';
import { startStatefulSets } from './workloads/statefulset.ts';

export interface ControllerOptions {
  /** PEM of the cluster's CA, published to every namespace as ConfigMap kube-root-ca.crt. */
  caCertificate: string;
  node: NodeOptions;
  /** Where claims get their volumes. */
  volumes: VolumeFolders;
  /** Published as the Service `kubernetes`. */
  apiServer?: ApiServerAddress;
  /** A reconciliation failed and will be retried. For the log. */
  onError?: (controller: string, key: string, error: unknown) => void;
}

export function startControllers(cluster: Cluster, options: ControllerOptions): Running {
  const context: ControllerContext = { cluster, onError: options.onError ?? (() => undefined) };
  const running = [
    startNode(context, options.node),
    startNamespaces(context, options.caCertificate),
    ...(options.apiServer ? [startKubernetesService(context, options.apiServer)] : []),
    ...startStorage(context, options.volumes),
    startScheduler(context),
    startReplicaSets(context),
    startDeployments(context),
    startEndpoints(context),
    startStatefulSets(context),
    startDaemonSets(context),
    startJobs(context),
    startCronJobs(context),
    startGarbageCollector(context),
  ];
  return {
    close() {
      for (const controller of running.reverse()) controller.close();
    },
  };
}
