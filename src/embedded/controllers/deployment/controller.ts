/** Deployment: rolls from one ReplicaSet to the next. Reads the store, decides by rolling.ts, writes one step. */
import { isDeepStrictEqual } from 'node:util';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { itself, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { claim, controllerOf, ownersOfKind, possibleAdopters } from '../ownership.ts';
import { conditionOf, isFinished } from '../pod-state.ts';
import {
  deadlineOf,
  isComplete,
  statusOf,
  untilDeadline,
  withCondition,
  withProgress,
  withReplicaFailure,
} from './progress.ts';
import type { DeploymentStatus } from './progress.ts';
import * as replicaSets from './replica-sets.ts';
import { newSize, oldSizes, proportionalSizes } from './rolling.ts';
import type { DeploymentSpec } from './rolling.ts';
import { findNew, oldestFirst } from './template.ts';

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
      // A second later than exact: times in the status are whole seconds.
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
  #fresh: KubeObject | undefined;
  #old: KubeObject[] = [];

  constructor(api: Api, deployment: KubeObject) {
    this.#api = api;
    this.#deployment = deployment;
  }

  run(): void {
    this.#look();
    const { metadata, spec } = this.#deployment;
    if (metadata.deletionTimestamp) {
      this.#report((status) => status);
      return;
    }
    this.#tellPaused();
    const recreates = spec.strategy?.type === 'Recreate';
    if (spec.paused || (!recreates && replicaSets.wasScaled(this.#deployment, this.#all))) {
      this.#refresh();
      this.#scale();
      if (spec.paused) replicaSets.cleanUp(this.#api, this.#deployment, this.#old);
      this.#look();
      this.#report((status) => status);
      return;
    }
    const moved = recreates ? this.#recreate() : this.#roll();
    this.#look();
    const status = statusOf(this.#deployment, this.#all, this.#fresh);
    if (!moved && isComplete(this.#deployment, status))
      replicaSets.cleanUp(this.#api, this.#deployment, this.#old);
    this.#report((status) =>
      withReplicaFailure(withProgress(this.#deployment, status, this.#fresh), this.#all, this.#fresh),
    );
  }

  get #spec(): DeploymentSpec {
    return this.#deployment.spec as DeploymentSpec;
  }

  get #all(): KubeObject[] {
    return this.#fresh ? [...this.#old, this.#fresh] : this.#old;
  }

  /** Reads everything anew: earlier writes of this pass are in it. */
  #look(): void {
    const { namespace, name } = this.#deployment.metadata;
    this.#deployment = this.#api.get(DEPLOYMENTS, namespace, name) ?? this.#deployment;
    const all = claim(this.#api, this.#deployment, REPLICA_SETS);
    this.#fresh = findNew(this.#deployment, all);
    this.#old = all.filter(({ metadata }) => metadata.uid !== this.#fresh?.metadata.uid);
  }

  /** Brings revisions up to date where the new ReplicaSet exists. */
  #refresh(): void {
    if (!this.#fresh) return;
    const fresh = replicaSets.refreshNew(this.#api, this.#deployment, this.#fresh, this.#old);
    this.#fresh = fresh;
    this.#deployment = replicaSets.recordRevision(this.#api, this.#deployment, fresh);
    if (!conditionOf(this.#deployment, 'Progressing')) {
      this.#tellProgress('FoundNewReplicaSet', `Found new replica set "${fresh.metadata.name}"`);
    }
  }

  #ensureNew(): KubeObject {
    if (this.#fresh) {
      this.#refresh();
      return this.#fresh;
    }
    const fresh = replicaSets.createNew(this.#api, this.#deployment, this.#old);
    this.#fresh = fresh;
    this.#deployment = replicaSets.recordRevision(this.#api, this.#deployment, fresh);
    this.#tellProgress('NewReplicaSetCreated', `Created new replica set "${fresh.metadata.name}"`);
    return fresh;
  }

  #tellProgress(reason: string, message: string): void {
    if (deadlineOf(this.#deployment) === undefined) return;
    this.#tell('True', reason, message);
  }

  #tell(status: 'True' | 'Unknown', reason: string, message: string): void {
    const present = this.#deployment.status?.conditions ?? [];
    const conditions = withCondition(present, { type: 'Progressing', status, reason, message });
    if (conditions !== present) {
      this.#deployment = replicaSets.patchStatus(this.#api, this.#deployment, { conditions });
    }
  }

  #tellPaused(): void {
    if (deadlineOf(this.#deployment) === undefined) return;
    const reason = conditionOf(this.#deployment, 'Progressing')?.reason;
    if (reason === 'ProgressDeadlineExceeded') return;
    const { paused } = this.#deployment.spec;
    if (paused && reason !== 'DeploymentPaused') {
      this.#tell('Unknown', 'DeploymentPaused', 'Deployment is paused');
    }
    if (!paused && reason === 'DeploymentPaused') {
      this.#tell('Unknown', 'DeploymentResumed', 'Deployment is resumed');
    }
  }

  /** Applies a new number of replicas without going on with a rollout. */
  #scale(): void {
    const { replicas } = this.#spec;
    const active = this.#all.filter(({ spec }) => spec.replicas > 0);
    if (active.length <= 1) {
      const only = active[0] ?? this.#fresh ?? oldestFirst(this.#old).at(-1);
      if (only) scaleTo(this.#api, this.#deployment, only, replicas);
      return;
    }
    if (this.#isSaturated()) {
      for (const old of this.#old) if (old.spec.replicas > 0) scaleTo(this.#api, this.#deployment, old, 0);
      return;
    }
    if (this.#spec.strategy?.type === 'Recreate') return;
    const sizes = proportionalSizes(
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
    const fresh = this.#fresh;
    return (
      fresh !== undefined && fresh.spec.replicas === replicas && fresh.status?.availableReplicas === replicas
    );
  }

  /** One step of a rolling update; true when something was scaled. */
  #roll(): boolean {
    const fresh = this.#ensureNew();
    const next = newSize(this.#spec, fresh.spec.replicas, sizesOf(this.#api, this.#all));
    if (scaleTo(this.#api, this.#deployment, fresh, next)) return true;
    const sizes = sizesOf(this.#api, this.#all);
    const freshSize = sizes.find(({ name }) => name === fresh.metadata.name)!;
    const oldOnes = sizes.filter(({ name }) => name !== fresh.metadata.name);
    let moved = false;
    for (const [name, replicas] of oldSizes(this.#spec, freshSize, oldOnes)) {
      const old = this.#old.find(({ metadata }) => metadata.name === name)!;
      moved = scaleTo(this.#api, this.#deployment, old, replicas) || moved;
    }
    return moved;
  }

  /** All old pods go before the first new one comes. */
  #recreate(): boolean {
    let moved = false;
    for (const old of this.#old) {
      if (old.spec.replicas > 0) moved = scaleTo(this.#api, this.#deployment, old, 0) || moved;
    }
    if (moved || this.#oldPodsRun()) return moved;
    const fresh = this.#ensureNew();
    return scaleTo(this.#api, this.#deployment, fresh, this.#spec.replicas);
  }

  #oldPodsRun(): boolean {
    const owners = new Set(this.#old.map(({ metadata }) => metadata.uid));
    return this.#api
      .list('pods', { namespace: this.#deployment.metadata.namespace })
      .some((pod) => owners.has(controllerOf(pod)?.uid ?? '') && !isFinished(pod));
  }

  #report(refine: (status: DeploymentStatus) => DeploymentStatus): void {
    const status = refine(statusOf(this.#deployment, this.#all, this.#fresh));
    const wanted = JSON.parse(JSON.stringify(status, isNotZero)) as DeploymentStatus;
    if (isDeepStrictEqual(withoutZeros(this.#deployment.status), withoutZeros(wanted))) return;
    this.#api.updateStatus(DEPLOYMENTS, { ...this.#deployment, status: wanted });
  }
}

/** Counts of zero are left out of what the API shows. */
const isNotZero = (_key: string, value: unknown) => (value === 0 ? undefined : value);

/** A count the server left out is zero; the order of conditions means nothing. */
function withoutZeros(status: Record<string, unknown> | DeploymentStatus | undefined): object {
  const conditions = (status?.conditions ?? []) as { type: string }[];
  const counts = Object.entries(status ?? {}).filter(([, value]) => value !== 0 && value !== undefined);
  return {
    ...Object.fromEntries(counts),
    conditions: conditions.toSorted((a, b) => a.type.localeCompare(b.type)),
  };
}
