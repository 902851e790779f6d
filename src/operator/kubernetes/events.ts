import type { Api } from './api.ts';
import { paths } from './resources.ts';

/** What an Event is about. */
export interface About {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  uid: string;
}

export type EventReason =
  | 'ScaledUp'
  | 'ScaledDown'
  | 'ScaleFailed'
  | 'AtMaximum'
  | 'LatencyUnknown'
  | 'LatencyKnown'
  | 'YieldsToAutoscaler'
  | 'ScaledByHand'
  | 'InvalidPolicy'
  | 'TargetNotFound'
  | 'TargetTaken';

interface Told {
  name: string;
  count: number;
  at: number;
  first: string;
}

const COMPONENT = 'pycont-operator';
/** The same news within this time raises the count of the Event that told it first. */
const SAME_NEWS_MS = 600_000;
const REMEMBERED = 2000;

/** Writes Events; the same thing told again within ten minutes is counted, not repeated. */
export class EventRecorder {
  readonly #api: Api;
  readonly #told = new Map<string, Told>();

  constructor(api: Api) {
    this.#api = api;
  }

  async record(
    about: About,
    type: 'Normal' | 'Warning',
    reason: EventReason,
    message: string,
  ): Promise<void> {
    // Steps are told one by one, with their numbers; states are told once.
    const key = [about.uid, reason, reason.startsWith('Scaled') ? message : ''].join('/');
    const told = this.#told.get(key);
    const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    if (told !== undefined && performance.now() - told.at < SAME_NEWS_MS) {
      told.at = performance.now();
      told.count++;
      const body = { count: told.count, lastTimestamp: now, message };
      await this.#api.send('count an Event', 'PATCH', `${paths.events(about.namespace)}/${told.name}`, {
        body,
        contentType: 'application/merge-patch+json',
      });
      return;
    }
    const name = `${about.name}.${Date.now().toString(16)}${Math.floor(Math.random() * 0x10000)
      .toString(16)
      .padStart(4, '0')}`;
    if (this.#told.size >= REMEMBERED) this.#told.clear();
    this.#told.set(key, { name, count: 1, at: performance.now(), first: now });
    await this.#api.send('record an Event', 'POST', paths.events(about.namespace), {
      body: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace: about.namespace },
        involvedObject: about,
        type,
        reason,
        message,
        source: { component: COMPONENT },
        reportingComponent: COMPONENT,
        reportingInstance: '',
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
      },
    });
  }
}
