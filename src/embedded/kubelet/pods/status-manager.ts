/** Collects the statuses of a pod's containers, and writes the pod's status when it has changed. */
import type { Api, KubeObject } from '../../apiserver/index.ts';
import type { PodAddresses } from '../fields.ts';
import type { ContainerStatus } from '../pod-types.ts';
import { podStatus, replacing } from './pod-status.ts';
import { timestamp } from '../../../notation/index.ts';

export type ContainerList = 'initContainers' | 'containers';

export class StatusManager {
  readonly #api: Api;
  readonly #startTime: string;
  /** By name, in the order of the spec. */
  readonly #reported = {
    initContainers: new Map<string, ContainerStatus>(),
    containers: new Map<string, ContainerStatus>(),
  };
  #written = '';

  constructor(api: Api, pod: KubeObject) {
    this.#api = api;
    this.#startTime = pod.status?.startTime ?? timestamp();
  }

  report(list: ContainerList, status: ContainerStatus): void {
    this.#reported[list].set(status.name, status);
  }

  write({ metadata }: KubeObject, addresses: PodAddresses | undefined): void {
    const { namespace, name, uid } = metadata;
    const current = this.#api.get('pods', namespace, name);
    if (current === undefined || current.metadata.uid !== uid) return;
    const status = podStatus({
      pod: current,
      addresses,
      startTime: this.#startTime,
      init: [...this.#reported.initContainers.values()],
      main: [...this.#reported.containers.values()],
      now: timestamp(),
    });
    const text = JSON.stringify(status);
    if (text === this.#written) return;
    this.#written = text;
    this.#api.mergePatch('pods', namespace, name, { status: replacing(current.status, status) }, 'status');
  }
}
