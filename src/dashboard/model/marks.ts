/** What happened to the cluster, and when: by comparing what is known now with what was known before. */
import type { Mark } from '../view/view.ts';
import { versionOf } from './image.ts';
import { LoadSwitch } from './load.ts';
import type { Objects } from './objects.ts';
import type { StepObject } from './steps.ts';
import { idOf, newestOf } from './workloads.ts';
import type { ReplicaSetObject, WorkloadObject } from './workloads.ts';

interface Change {
  workload: string;
  from: number;
  to: number;
  at: number;
}

/** Milliseconds that the operator's Event of a step may come after the step, or before it. */
const EVENT_LATE = 2000;
const EVENT_EARLY = 10_000;
/** The first ReplicaSet comes with its Deployment, and is not a release. */
const FIRST_MS = 2000;

export class Marks {
  /** How long marks are kept, in milliseconds. */
  readonly #keepMs: number;
  #marks = new Map<string, Mark>();
  readonly #load = new LoadSwitch();
  /** By uid. */
  #newest = new Map<string, string>();
  #wanted = new Map<string, number>();
  /** Known counts of Events, by uid. */
  #steps = new Map<string, number>();
  /** Changes whose Event may still come, and steps whose change may. */
  #unexplained: Change[] = [];
  #expected: Change[] = [];
  /** Workloads that an operator was seen to scale, with a LatencyScaler or without. */
  readonly #steppers = new Set<string>();
  #first = true;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  get all(): Record<string, Mark> {
    return Object.fromEntries(this.#marks);
  }

  /** Nobody looked for a while: what changed meanwhile changed at a time that is not known. */
  forget(): void {
    this.#first = true;
  }

  /** @param rate requests per second */
  measured(at: number, rate: number): void {
    const change = this.#load.measure(at, rate);
    if (change) this.#mark(`load/${change.at}`, { at: change.at, kind: change.on ? 'load-on' : 'load-off' });
  }

  seen(objects: Objects, now: number): void {
    this.#releases(objects, now);
    const workloads = [...objects.deployments, ...objects.statefulSets];
    this.#changes(workloads, now);
    for (const step of objects.steps) this.#step(step, objects, now);
    this.#steps = new Map(objects.steps.map(({ uid, count }) => [uid, count]));
    this.#settle(objects, now);
    this.#first = false;
    for (const [id, { at }] of this.#marks) if (at < now - this.#keepMs) this.#marks.delete(id);
  }

  #mark(id: string, mark: Mark): void {
    this.#marks.set(id, mark);
  }

  #releases({ deployments, replicaSets }: Objects, now: number): void {
    const sets = Map.groupBy(replicaSets, ({ owner }) => owner?.uid ?? '');
    const newest = new Map<string, string>();
    for (const deployment of deployments) {
      const own = sets.get(deployment.uid) ?? [];
      const last = newestOf(own);
      if (last === undefined) continue;
      newest.set(deployment.uid, releaseId(last));
      const before = this.#newest.get(deployment.uid);
      if (this.#first) this.#earlier(deployment, own);
      else if (before !== undefined && before !== releaseId(last)) this.#release(deployment, last, now);
    }
    this.#newest = newest;
  }

  #earlier(deployment: WorkloadObject, sets: ReplicaSetObject[]): void {
    for (const set of sets)
      if (set.createdAt > deployment.createdAt + FIRST_MS) this.#release(deployment, set, set.createdAt);
  }

  #release(deployment: WorkloadObject, set: ReplicaSetObject, at: number): void {
    const id = releaseId(set);
    if (this.#marks.has(id)) return;
    this.#mark(id, { at, kind: 'release', workload: idOf(deployment), version: versionOf(set.image) });
  }

  #changes(workloads: WorkloadObject[], now: number): void {
    const wanted = new Map<string, number>();
    for (const workload of workloads) {
      wanted.set(workload.uid, workload.wanted);
      const from = this.#wanted.get(workload.uid);
      if (this.#first || from === undefined || from === workload.wanted) continue;
      this.#change({ workload: idOf(workload), from, to: workload.wanted, at: now });
    }
    this.#wanted = wanted;
  }

  #change(change: Change): void {
    const announced = this.#expected.findIndex((step) => same(step, change));
    if (announced === -1) this.#unexplained.push(change);
    else this.#expected.splice(announced, 1);
  }

  #step(event: StepObject, { scalers }: Objects, now: number): void {
    const { uid, count, about, step } = event;
    if (step === undefined || (this.#steps.get(uid) ?? 0) >= count) return;
    const workload =
      about.kind === 'LatencyScaler'
        ? scalers.find(({ name }) => name === about.name)?.workload
        : idOf(about);
    if (workload === undefined) return;
    this.#steppers.add(workload);
    const { from, to, why } = step;
    const change = this.#unexplained.find((each) => each.workload === workload && each.to === to);
    if (change) {
      this.#unexplained.splice(this.#unexplained.indexOf(change), 1);
      // Something else had changed at the same time.
      if (change.from !== from) this.#change({ ...change, to: from });
    } else if (!this.#first) this.#expected.push({ workload, from, to, at: now });
    // Its time is the operator's, in whole seconds.
    const at = change?.at ?? (this.#first ? event.at : now);
    this.#mark(`step/${event.name}/${count}`, { at, kind: 'step', workload, from, to, why });
  }

  /** Where no operator has said that it was its step, somebody else scaled. */
  #settle({ scalers }: Objects, now: number): void {
    const scaled = new Set([
      ...this.#steppers,
      ...scalers.filter(({ paused }) => !paused).map(({ workload }) => workload),
    ]);
    this.#expected = this.#expected.filter(({ at }) => now - at < EVENT_EARLY);
    this.#unexplained = this.#unexplained.filter(({ workload, from, to, at }) => {
      if (scaled.has(workload) && now - at < EVENT_LATE) return true;
      this.#mark(`scale/${workload}/${at}`, { at, kind: 'scale', workload, from, to });
      return false;
    });
  }
}

const releaseId = ({ name, revision }: ReplicaSetObject): string => `release/${name}/${revision}`;

const same = (a: Omit<Change, 'at'>, b: Omit<Change, 'at'>): boolean =>
  a.workload === b.workload && a.from === b.from && a.to === b.to;
