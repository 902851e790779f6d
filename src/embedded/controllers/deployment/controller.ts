/** Deployment: rolls from one ReplicaSet to the next. Reads the store, computes sizes (rolling.ts), writes one step. */
import { isDeepStrictEqual } from 'node:util';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { itself, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { claim, controllerOf, ownersOfKind, possibleAdopters } from '../ownership.ts';
import { conditionOf, isFinished } from '../pod-state.ts';
import {
  deadlineOf,
  isComplete,
  isNotZero,
  statusOf,
  untilDeadline,
  withCondition,
  withProgress,
  withReplicaFailure,
  withoutZeros,
} from './progress.ts';
import type { DeploymentStatus } from './progress.ts';
import * as replicaSets from './replica-sets.ts';
import { newReplicas, oldReplicas, proportionalReplicas } from './rolling.ts';
import type { DeploymentSpec } from './rolling.ts';
import { findNewReplicaSet, oldestFirst } from './template.ts';

const { DEPLOYMENTS, REPLICA_SETS, scaleTo, sizesOf } = replicaSets;

export function startDeployments(context: ControllerContext): Running {
  const api = context.cluster;
  const owners = ownersOfKind('Deployment');
  const adopters = possibleAdopters(api, DEPLOYMENTS);
  const replicaSetOwners = ownersOfKind('ReplicaSet');
  return runController(context, {
    name: replicaSets.COMPONENT,
    watches: {
      [DEPLOYMENTS]: itself,
      [REPLICA_SETS]: (event) => [...owners(event), ...adopters(event)],
      // Recreate waits for the last old pod to be gone.
      pods: (event) =>
        event.type === 'DELETED' ? replicaSetOwners(event).flatMap((key) => deploymentOf(api, key)) : [],
    },
    reconcile(namespace, name, queue) {
      const deployment = api.get(DEPLOYMENTS, namespace, name);
      if (!deployment) return;
      const rollout = new Rollout(api, deployment);
      rollout.run();
      const left = api.get(DEPLOYMENTS, namespace, name);
      const deadline = left && untilDeadline(left, Date.now());
      // One second after the deadline: times in the status have whole seconds only.
      if (deadline !== undefined) queue.addAfter(`${namespace}/${name}`, deadline + 1000);
    },
  });
}

function deploymentOf(api: Api, replicaSetKey: string): string[] {
  const [namespace, name] = replicaSetKey.split('/') as [string, string];
  const replicaSet = api.get(REPLICA_SETS, namespace, name);
  const owner = replicaSet && controllerOf(replicaSet);
  return owner?.kind === 'Deployment' ? [`${namespace}/${owner.name}`] : [];
}

class Rollout {
  readonly #api: Api;
  #deployment: KubeObject;
  #newReplicaSet: KubeObject | undefined;
  #oldReplicaSets: KubeObject[] = [];

  constructor(api: Api, deployment: KubeObject) {
    this.#api = api;
    this.#deployment = deployment;
  }

  run(): void {
    this.#reload();
    const { metadata, spec } = this.#deployment;
    if (metadata.deletionTimestamp) {
      this.#writeStatus((status) => status);
      return;
    }
    this.#recordPaused();
    const recreates = spec.strategy?.type === 'Recreate';
    if (spec.paused || (!recreates && replicaSets.wasScaled(this.#deployment, this.#all))) {
      this.#updateRevisions();
      this.#scale();
      if (spec.paused) replicaSets.cleanUp(this.#api, this.#deployment, this.#oldReplicaSets);
      this.#reload();
      this.#writeStatus((status) => status);
      return;
    }
    const scaled = recreates ? this.#recreate() : this.#roll();
    this.#reload();
    const status = statusOf(this.#deployment, this.#all, this.#newReplicaSet);
    if (!scaled && isComplete(this.#deployment, status))
      replicaSets.cleanUp(this.#api, this.#deployment, this.#oldReplicaSets);
    this.#writeStatus((status) =>
      withReplicaFailure(
        withProgress(this.#deployment, status, this.#newReplicaSet),
        this.#all,
        this.#newReplicaSet,
      ),
    );
  }

  get #spec(): DeploymentSpec {
    return this.#deployment.spec as DeploymentSpec;
  }

  get #all(): KubeObject[] {
    return this.#newReplicaSet ? [...this.#oldReplicaSets, this.#newReplicaSet] : this.#oldReplicaSets;
  }

  /** Reads the Deployment and its ReplicaSets again, to include this pass's own writes. */
  #reload(): void {
    const { namespace, name } = this.#deployment.metadata;
    this.#deployment = this.#api.get(DEPLOYMENTS, namespace, name) ?? this.#deployment;
    const all = claim(this.#api, this.#deployment, REPLICA_SETS);
    this.#newReplicaSet = findNewReplicaSet(this.#deployment, all);
    this.#oldReplicaSets = all.filter(({ metadata }) => metadata.uid !== this.#newReplicaSet?.metadata.uid);
  }

  /** Updates the revisions if the new ReplicaSet exists. */
  #updateRevisions(): void {
    if (!this.#newReplicaSet) return;
    const newReplicaSet = replicaSets.updateNewReplicaSet(
      this.#api,
      this.#deployment,
      this.#newReplicaSet,
      this.#oldReplicaSets,
    );
    this.#newReplicaSet = newReplicaSet;
    this.#deployment = replicaSets.recordRevision(this.#api, this.#deployment, newReplicaSet);
    if (!conditionOf(this.#deployment, 'Progressing')) {
      this.#recordProgress('FoundNewReplicaSet', `Found new replica set "${newReplicaSet.metadata.name}"`);
    }
  }

  #ensureNewReplicaSet(): KubeObject {
    if (this.#newReplicaSet) {
      this.#updateRevisions();
      return this.#newReplicaSet;
    }
    const newReplicaSet = replicaSets.createNewReplicaSet(this.#api, this.#deployment, this.#oldReplicaSets);
    this.#newReplicaSet = newReplicaSet;
    this.#deployment = replicaSets.recordRevision(this.#api, this.#deployment, newReplicaSet);
    this.#recordProgress('NewReplicaSetCreated', `Created new replica set "${newReplicaSet.metadata.name}"`);
    return newReplicaSet;
  }

  #recordProgress(reason: string, message: string): void {
    if (deadlineOf(this.#deployment) === undefined) return;
    this.#setProgressing('True', reason, message);
  }

  #setProgressing(status: 'True' | 'Unknown', reason: string, message: string): void {
    const present = this.#deployment.status?.conditions ?? [];
    const conditions = withCondition(present, { type: 'Progressing', status, reason, message });
    if (conditions !== present) {
      this.#deployment = replicaSets.patchStatus(this.#api, this.#deployment, { conditions });
    }
  }

  #recordPaused(): void {
    if (deadlineOf(this.#deployment) === undefined) return;
    const reason = conditionOf(this.#deployment, 'Progressing')?.reason;
    if (reason === 'ProgressDeadlineExceeded') return;
    const { paused } = this.#deployment.spec;
    if (paused && reason !== 'DeploymentPaused') {
      this.#setProgressing('Unknown', 'DeploymentPaused', 'Deployment is paused');
    }
    if (!paused && reason === 'DeploymentPaused') {
      this.#setProgressing('Unknown', 'DeploymentResumed', 'Deployment is resumed');
    }
  }

  /** Applies a changed number of replicas without continuing the rollout. */
  #scale(): void {
    const { replicas } = this.#spec;
    const active = this.#all.filter(({ spec }) => spec.replicas > 0);
    if (active.length <= 1) {
      const only = active[0] ?? this.#newReplicaSet ?? oldestFirst(this.#oldReplicaSets).at(-1);
      if (only) scaleTo(this.#api, this.#deployment, only, replicas);
      return;
    }
    if (this.#isSaturated()) {
      for (const old of this.#oldReplicaSets)
        if (old.spec.replicas > 0) scaleTo(this.#api, this.#deployment, old, 0);
      return;
    }
    if (this.#spec.strategy?.type === 'Recreate') return;
    const sizes = proportionalReplicas(
      this.#spec,
      sizesOf(this.#api, active),
      this.#deployment.status?.replicas ?? 0,
    );
    for (const replicaSet of active) {
      scaleTo(this.#api, this.#deployment, replicaSet, sizes.get(replicaSet.metadata.name)!);
    }
  }

  #isSaturated(): boolean {
    const { replicas } = this.#spec;
    const newReplicaSet = this.#newReplicaSet;
    return (
      newReplicaSet !== undefined &&
      newReplicaSet.spec.replicas === replicas &&
      newReplicaSet.status?.availableReplicas === replicas
    );
  }

  /** One step of a rolling update. @returns whether a ReplicaSet was scaled */
  #roll(): boolean {
    const newReplicaSet = this.#ensureNewReplicaSet();
    const next = newReplicas(this.#spec, newReplicaSet.spec.replicas, sizesOf(this.#api, this.#all));
    if (scaleTo(this.#api, this.#deployment, newReplicaSet, next)) return true;
    const sizes = sizesOf(this.#api, this.#all);
    const newSizeNow = sizes.find(({ name }) => name === newReplicaSet.metadata.name)!;
    const oldSizesNow = sizes.filter(({ name }) => name !== newReplicaSet.metadata.name);
    let scaled = false;
    for (const [name, replicas] of oldReplicas(this.#spec, newSizeNow, oldSizesNow)) {
      const old = this.#oldReplicaSets.find(({ metadata }) => metadata.name === name)!;
      scaled = scaleTo(this.#api, this.#deployment, old, replicas) || scaled;
    }
    return scaled;
  }

  /** All old pods are gone before the first new one is created. */
  #recreate(): boolean {
    let scaled = false;
    for (const old of this.#oldReplicaSets) {
      if (old.spec.replicas > 0) scaled = scaleTo(this.#api, this.#deployment, old, 0) || scaled;
    }
    if (scaled || this.#oldPodsRun()) return scaled;
    const newReplicaSet = this.#ensureNewReplicaSet();
    return scaleTo(this.#api, this.#deployment, newReplicaSet, this.#spec.replicas);
  }

  #oldPodsRun(): boolean {
    const owners = new Set(this.#oldReplicaSets.map(({ metadata }) => metadata.uid));
    return this.#api
      .list('pods', { namespace: this.#deployment.metadata.namespace })
      .some((pod) => owners.has(controllerOf(pod)?.uid ?? '') && !isFinished(pod));
  }

  #writeStatus(refine: (status: DeploymentStatus) => DeploymentStatus): void {
    const status = refine(statusOf(this.#deployment, this.#all, this.#newReplicaSet));
    const wanted = JSON.parse(JSON.stringify(status, isNotZero)) as DeploymentStatus;
    if (isDeepStrictEqual(withoutZeros(this.#deployment.status), withoutZeros(wanted))) return;
    this.#api.updateStatus(DEPLOYMENTS, { ...this.#deployment, status: wanted });
  }
}
