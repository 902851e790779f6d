import type { Text } from '../../messages/dashboard/index.ts';
import { within } from '../../kubernetes/index.ts';
import { Meter } from '../metrics/meter.ts';
import { SERVICE, byUrl, throughApiServer } from '../metrics/prometheus.ts';
import type { Ask } from '../metrics/prometheus.ts';
import { Model } from '../model/model.ts';
import { shownFigures, totalRate } from '../model/traffic.ts';
import type { DashboardOptions } from '../options.ts';
import { mergePatchOf } from '../view/merge-patch.ts';
import type { Point, View } from '../view/view.ts';
import { ClusterWatch } from '../watch/watch.ts';
import { Browsers } from './browsers.ts';

/** Milliseconds of the past that the graph has. */
const SPAN_MS = 10 * 60_000;
/** Changes are collected for so long. */
const COLLECT_MS = 100;
/** How long a browser waits for the cluster and Prometheus before it is shown that they are waited for. */
const PATIENCE_MS = 1000;
/** A new Prometheus in the namespace takes so long until it answers. */
const BEGINS_MS = 30_000;
/** Somebody who loads the page again should not have to wait. */
const LINGER_MS = 30_000;
/** The stream is never silent for two seconds. */
const SILENCE_MS = 1500;
const BEAT_MS = 1000;
const END_MS = 500;

/** One view for all browsers: kept up to date for as long as there are any. */
export class Live {
  readonly browsers = new Browsers({ onCome: () => this.#begin(), onLast: () => this.#linger() });
  readonly #options: DashboardOptions;
  readonly #model: Model;
  readonly #watch: ClusterWatch;
  readonly #prometheus: { ask: Ask; close?: () => void };
  readonly #unlisten: (() => void) | undefined;
  #meter: Meter | undefined;
  #ticked = false;
  #began = 0;
  #view: View | undefined;
  #points: Point[] = [];
  #newPoints: Point[] = [];
  #collecting: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;
  #end: NodeJS.Timeout | undefined;
  #closed = false;

  /** @throws TextError if the URL of Prometheus is not valid */
  constructor(options: DashboardOptions) {
    const { kube, namespace, prometheus, caption } = options;
    this.#options = options;
    this.#model = new Model(
      { namespace, ...(kube.context === undefined ? {} : { context: kube.context }) },
      SPAN_MS,
    );
    const onTrouble = (why: Text): void => void options.log.warn(why);
    this.#watch = new ClusterWatch({ kube, namespace, onChange: () => this.#changed(), onTrouble });
    if (prometheus !== undefined) this.#prometheus = byUrl(prometheus);
    else if (kube.inCluster) this.#prometheus = byUrl(`${SERVICE.name}.${namespace}.svc:${SERVICE.port}`);
    else this.#prometheus = { ask: throughApiServer(() => this.#watch.api, namespace) };
    this.#unlisten = caption?.listen(() => this.#changed());
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unlisten?.();
    this.browsers.close();
    await within(this.#stop(), END_MS);
    this.#prometheus.close?.();
  }

  #begin(): void {
    if (this.#closed) return;
    clearTimeout(this.#end);
    if (this.#meter !== undefined) return this.#changed();
    this.#began = performance.now();
    this.#ticked = false;
    this.#model.forget();
    this.#watch.start();
    this.#meter = this.#startMeter();
    this.#beat = setInterval(() => {
      this.#changed();
      if (this.browsers.silentFor >= SILENCE_MS) this.browsers.send('alive', { now: Date.now() });
    }, BEAT_MS);
  }

  #linger(): void {
    if (this.#closed) return;
    clearTimeout(this.#end);
    this.#end = setTimeout(() => void this.#stop(), this.#options.lingerMs ?? LINGER_MS);
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#end);
    clearTimeout(this.#collecting);
    clearInterval(this.#beat);
    this.#collecting = undefined;
    const meter = this.#meter;
    this.#meter = undefined;
    await Promise.all([meter?.stop(), this.#watch.stop()]);
  }

  #startMeter(): Meter {
    const { namespace, prometheus, log } = this.#options;
    const meter = new Meter({
      ask: this.#prometheus.ask,
      namespace,
      thresholdMs: () => this.#view?.serviceLevel.thresholdMs ?? 500,
      beginsMs: prometheus === undefined ? BEGINS_MS : 0,
      exists: () => prometheus !== undefined || this.#hasPrometheus(),
      since: () => Math.max(Date.now() - SPAN_MS, (this.#points.at(-1)?.at ?? 0) + BEAT_MS),
      onHistory: (points) => {
        for (const point of points) if (point.rate !== undefined) this.#model.measured(point.at, point.rate);
        this.#add(points.map((point) => ({ ...point, ...shownFigures(point) })));
      },
      onTick: (at) => this.#tick(meter, at),
      onTrouble: (why) => log.warn(why),
    });
    meter.start();
    return meter;
  }

  /** Undefined while the cluster has not said. */
  #hasPrometheus(): boolean | undefined {
    const { source, objects } = this.#watch.look();
    if (source.state === 'connecting') return undefined;
    return objects.services.some(({ name, ports }) => name === SERVICE.name && ports.includes(SERVICE.port));
  }

  #tick({ measured, source }: Meter, at: number): void {
    this.#ticked ||= source.state !== 'connecting';
    if (measured !== undefined) this.#model.measured(at, totalRate(measured.pods));
    if (source.state === 'ok' || source.state === 'away') {
      const replicas = this.#view === undefined ? {} : this.#model.replicas(this.#view);
      this.#add([{ at, ...shownFigures(measured?.figures ?? {}), ...replicas }]);
    }
    this.#changed();
  }

  #add(points: Point[]): void {
    this.#newPoints.push(...points);
    this.#points.push(...points);
    const oldest = Date.now() - SPAN_MS;
    const first = this.#points.findIndex(({ at }) => at >= oldest);
    if (first > 0) this.#points.splice(0, first);
  }

  #changed(): void {
    if (this.#meter === undefined) return;
    this.#collecting ??= setTimeout(() => {
      this.#collecting = undefined;
      this.#publish();
    }, COLLECT_MS);
  }

  #publish(): void {
    const meter = this.#meter;
    if (meter === undefined) return;
    const now = Date.now();
    const { source: cluster, objects } = this.#watch.look();
    const caption = this.#options.caption?.current();
    const { source: metrics, measured } = meter;
    const before = this.#view;
    const view = this.#model.view({ objects, cluster, metrics, measured, caption }, now);
    this.#view = view;
    const patch = before === undefined ? undefined : mergePatchOf(before, view);
    if (patch !== undefined) this.browsers.send('patch', { now, patch });
    const points = this.#newPoints;
    this.#newPoints = [];
    if (points.length > 0) this.browsers.send('points', { now, points });
    const known = cluster.state !== 'connecting' && this.#ticked;
    if (this.browsers.waiting && (known || performance.now() - this.#began >= PATIENCE_MS))
      this.browsers.greet({ now, view, points: this.#points });
  }
}
