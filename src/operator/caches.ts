import { Informer, textOf } from '../kubernetes/index.ts';
import type { Api, InformerOptions, View } from '../kubernetes/index.ts';
import { OPERATION } from '../messages/operator/index.ts';
import type { Text } from '../messages/operator/index.ts';
import { CLAIM, claimView } from './kubernetes/claim-view.ts';
import type { ClaimView } from './kubernetes/claim-view.ts';
import { PodIndex } from './kubernetes/pods.ts';
import {
  autoscalerView,
  deploymentView,
  paths,
  podView,
  replicaSetView,
  scalerView,
} from './kubernetes/resources.ts';
import type { AutoscalerView, DeploymentView, ScalerView } from './kubernetes/resources.ts';
import { byFlags, elects } from './options.ts';
import type { OperatorOptions } from './options.ts';

type Cache = Pick<Informer<View>, 'start' | 'stop' | 'refresh' | 'synced'>;

/** All objects that the operator reads, each kind cached by a watch. */
export class Caches {
  readonly deployments: Informer<DeploymentView>;
  readonly autoscalers: Informer<AutoscalerView>;
  /** Which pods belong to which Deployment. */
  readonly pods: PodIndex;
  /** Undefined if targets are given by flags. */
  readonly scalers: Informer<ScalerView> | undefined;
  /** Undefined if nothing is written: then nothing is claimed. */
  readonly claims: Informer<ClaimView> | undefined;
  readonly #all: Cache[] = [];
  /** Without leader election the operator may lack the permission to read leases: then it works without claims. */
  readonly #optional: Cache | undefined;
  readonly #onTrouble: (why: Text) => void;

  constructor(api: Api, namespace: string, options: OperatorOptions, onTrouble: (why: Text) => void) {
    const { deployment, selector, watchSeconds } = options;
    const cache = <T extends View>(
      what: Text,
      path: string,
      project: InformerOptions<T>['project'],
      more: Partial<InformerOptions<T>> = {},
    ): Informer<T> => {
      const made = new Informer<T>({ api, what, path, project, onTrouble, watchSeconds, ...more });
      this.#all.push(made);
      return made;
    };
    const selectors = {
      ...(deployment ? { fieldSelector: `metadata.name=${deployment}` } : {}),
      ...(selector ? { labelSelector: selector } : {}),
    };
    this.deployments = cache('Deployments', paths.deployments(namespace), deploymentView, { selectors });
    this.autoscalers = cache('HorizontalPodAutoscalers', paths.autoscalers(namespace), autoscalerView, {
      optional: true,
    });
    const pods = cache('Pods', paths.pods(namespace), podView, {
      onChange: (key) => this.pods.podChanged(key),
    });
    const replicaSets = cache('ReplicaSets', paths.replicaSets(namespace), replicaSetView, {
      onChange: (key) => this.pods.replicaSetChanged(key),
    });
    this.pods = new PodIndex(pods, replicaSets);
    if (!byFlags(options)) this.scalers = cache('LatencyScalers', paths.scalers(namespace), scalerView);
    if (!options.dryRun)
      this.claims = cache(OPERATION.claims, paths.leases(namespace), claimView, {
        selectors: { labelSelector: CLAIM },
      });
    this.#optional = elects(options) ? undefined : this.claims;
    this.#onTrouble = onTrouble;
  }

  get synced(): boolean {
    return this.#all.every((each) => each.synced || each === this.#optional);
  }

  /** Resolves when everything is listed; rejects if the server refuses a kind permanently. */
  async start(): Promise<void> {
    await Promise.all(
      this.#all.map(async (each) => {
        try {
          await each.start();
        } catch (error) {
          if (each !== this.#optional) throw error;
          this.#onTrouble(OPERATION.withoutClaims({ why: textOf(error) }));
        }
      }),
    );
  }

  /** Resolves when everything is listed again. */
  async refresh(): Promise<void> {
    await Promise.all(this.#all.map((each) => each.refresh()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((each) => each.stop()));
  }
}
