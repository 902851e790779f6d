import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import { paths } from './resources.ts';

/** The object of an Event. */
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

interface RecordedEvent {
  name: string;
  count: number;
  at: number;
  first: string;
}

const COMPONENT = 'pycont-operator';
/** The same Event within this time only raises the count of the first one. */
const SAME_EVENT_MS = 600_000;
const REMEMBERED = 2000;

/** Writes Events; the same Event within ten minutes is counted, not repeated. */
export class EventRecorder {
  readonly #api: Api;
  readonly #recorded = new Map<string, RecordedEvent>();

  constructor(api: Api) {
    this.#api = api;
  }

  async record(
    about: About,
    type: 'Normal' | 'Warning',
    reason: EventReason,
    message: string,
  ): Promise<void> {
    // Each step is an Event of its own, with its numbers; a state is one Event.
    const key = [about.uid, reason, reason.startsWith('Scaled') ? message : ''].join('/');
    const known = this.#recorded.get(key);
    const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    if (known !== undefined && performance.now() - known.at < SAME_EVENT_MS) {
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
