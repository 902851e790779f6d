import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
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

interface Recorded {
  name: string;
  count: number;
  at: number;
  first: string;
}

const COMPONENT = 'pycont-operator';
/** The same news within this time raises the count of the Event that was written first. */
const SAME_NEWS_MS = 600_000;
const REMEMBERED = 2000;

/** Writes Events; the same news within ten minutes is counted, not repeated. */
export class EventRecorder {
  readonly #api: Api;
  readonly #recorded = new Map<string, Recorded>();

  constructor(api: Api) {
    this.#api = api;
  }

  async record(
    about: About,
    type: 'Normal' | 'Warning',
    reason: EventReason,
    message: string,
  ): Promise<void> {
    // Steps are written one by one, with their numbers; states once.
    const key = [about.uid, reason, reason.startsWith('Scaled') ? message : ''].join('/');
    const known = this.#recorded.get(key);
    const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    if (known !== undefined && performance.now() - known.at < SAME_NEWS_MS) {
      known.at = performance.now();
      known.count++;
      const body = { count: known.count, lastTimestamp: now, message };
      await this.#api.send(OPERATION.countEvent, 'PATCH', `${paths.events(about.namespace)}/${known.name}`, {
        body,
        contentType: 'application/merge-patch+json',
      });
      return;
    }
    // Names have at most 253 characters.
    const prefix = about.name.slice(0, 230).replace(/[^a-z0-9]+$/, '');
    const name = `${prefix}.${Date.now().toString(16)}${Math.floor(Math.random() * 0x10000)
      .toString(16)
      .padStart(4, '0')}`;
    if (this.#recorded.size >= REMEMBERED) this.#recorded.clear();
    this.#recorded.set(key, { name, count: 1, at: performance.now(), first: now });
    await this.#api.send(OPERATION.recordEvent, 'POST', paths.events(about.namespace), {
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
