import type { KubeObject } from '../../apiserver/index.ts';
import type { ContainerStatus } from '../pod-types.ts';

/** What a container's worker needs from its pod. */
export interface PodPort {
  /** The pod as the API server has it now. */
  pod(): KubeObject;
  /** Host folder for files of the pod. */
  folder: string;
  /** The container's status has changed. */
  report(status: ContainerStatus): void;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}
