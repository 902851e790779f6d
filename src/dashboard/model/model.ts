import type { Caption, Point, ServiceLevel, Source, View } from '../view/view.ts';
import { shownService } from './entry.ts';
import { Marks } from './marks.ts';
import type { Objects } from './objects.ts';
import { shownPod } from './pods.ts';
import { shownScaler } from './scaler.ts';
import type { ScalerObject } from './scaler.ts';
import { shownTraffic } from './traffic.ts';
import type { Measured } from './traffic.ts';
import { Watched } from './watched.ts';
import { idOf, shownWorkload } from './workloads.ts';

export interface Seen {
  objects: Objects;
  cluster: Source;
  metrics: Source;
  /** Undefined: not known now. */
  measured?: Measured | undefined;
  caption?: Caption | undefined;
}

/** What the graph of the talk draws where nobody has promised anything. */
const DEFAULT_LEVEL: ServiceLevel = { thresholdMs: 500, objective: 0.8, from: 'default' };

/** From what is known now, and what was known before, to what the page shows. */
export class Model {
  readonly #of: Pick<View, 'namespace' | 'context'>;
  readonly #marks: Marks;
  readonly #watched = new Watched();
  /** Uids of pods that have been ready. */
  #ready = new Set<string>();
  /** Id of the workload that is measured. */
  #measured: string | undefined;

  /** @param keepMs how long marks are kept */
  constructor(of: Pick<View, 'namespace' | 'context'>, keepMs: number) {
    this.#of = of;
    this.#marks = new Marks(keepMs);
  }

  /** Nobody looked for a while. */
  forget(): void {
    this.#marks.forget();
  }

  /** A rate of all pods together: now, or earlier. */
  measured(at: number, rate: number): void {
    this.#marks.measured(at, rate);
  }

  view({ objects, cluster, metrics, measured, caption }: Seen, now: number): View {
    const { deployments, statefulSets, replicaSets, pods, services, ingresses, scalers, leases } = objects;
    // What is not known yet must not look as if it had just come.
    if (cluster.state === 'ok') this.#marks.seen(objects, now);
    this.#ready = new Set(
      pods.filter(({ uid, everReady }) => everReady || this.#ready.has(uid)).map(({ uid }) => uid),
    );
    const places = placesOf(objects);
    const populated = new Set(pods.flatMap(({ owner }) => (owner ? [owner.uid] : [])));
    const setsOf = Map.groupBy(replicaSets, ({ owner }) => owner?.uid ?? '');
    const shown = pods.map((pod) =>
      shownPod(pod, { ...places.get(pod.owner?.uid ?? ''), wasReady: this.#ready.has(pod.uid) }),
    );
    const watched = this.#watched.see(scalers, leases, now);
    const traffic = shownTraffic(measured?.pods ?? new Map(), (name) =>
      shown.some((pod) => pod.name === name),
    );
    const workloads = byName([...deployments, ...statefulSets], idOf, (workload) =>
      shownWorkload(workload, setsOf.get(workload.uid) ?? [], populated),
    );
    const before = this.#measured !== undefined && this.#measured in workloads ? this.#measured : undefined;
    this.#measured = measuredWorkload(shown, traffic) ?? before ?? scalers[0]?.workload;
    return {
      ...this.#of,
      cluster,
      metrics,
      workloads,
      pods: byName(shown, nameOf, (pod) => pod),
      services: byName(services, nameOf, (service) => shownService(service, pods)),
      ingresses: byName(ingresses, nameOf, ({ name, rules }) => ({ name, rules })),
      traffic,
      serviceLevel: levelOf(scalers, this.#measured),
      scalers: byName(scalers, nameOf, (scaler) => shownScaler(scaler, watched(scaler))),
      marks: this.#marks.all,
      ...(caption === undefined ? {} : { caption }),
    };
  }

  /** Of the Deployment that is measured, for the graph. */
  replicas(view: View): Pick<Point, 'replicas' | 'ready'> {
    const workload = this.#measured === undefined ? undefined : view.workloads[this.#measured];
    return workload === undefined ? {} : { replicas: workload.wanted, ready: workload.ready };
  }
}

/** By the uid of what owns a pod: its workload and set. */
function placesOf({ deployments, statefulSets, replicaSets }: Objects): Map<string, Place> {
  const workloads = new Map(deployments.map((each) => [each.uid, idOf(each)]));
  return new Map([
    ...statefulSets.map((each): [string, Place] => [each.uid, { workload: idOf(each), set: each.name }]),
    ...replicaSets.flatMap(({ uid, name, owner }): [string, Place][] => {
      const workload = workloads.get(owner?.uid ?? '');
      return workload === undefined ? [] : [[uid, { workload, set: name }]];
    }),
  ]);
}

interface Place {
  workload: string;
  set: string;
}

/** The one with the most pods that are measured. */
function measuredWorkload(
  pods: readonly View['pods'][string][],
  traffic: View['traffic'],
): string | undefined {
  const measured = Map.groupBy(
    pods.filter(({ name }) => traffic[name] !== undefined),
    ({ workload }) => workload,
  );
  const [most] = [...measured]
    .filter(([workload]) => workload !== undefined)
    .toSorted((a, b) => b[1].length - a[1].length);
  return most?.[0];
}

function levelOf(scalers: readonly ScalerObject[], measured: string | undefined): ServiceLevel {
  const scaler = scalers.find(({ workload }) => workload === measured) ?? scalers[0];
  if (scaler === undefined) return DEFAULT_LEVEL;
  return { thresholdMs: scaler.thresholdMs, objective: scaler.objective, from: 'scaler' };
}

const nameOf = ({ name }: { name: string }): string => name;

const byName = <T, S>(all: readonly T[], id: (one: T) => string, show: (one: T) => S): Record<string, S> =>
  Object.fromEntries(all.map((one) => [id(one), show(one)]));
