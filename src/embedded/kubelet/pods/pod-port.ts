import type { PodParts } from '../containers/container-spec.ts';

/** What a container's worker needs of its pod. */
export interface PodPort {
  parts(): PodParts;
  /** Host folder for files of the pod. */
  folder: string;
  /** The status is to be written. */
  changed(): void;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}
