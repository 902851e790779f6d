/** The same events as core/v1 and as events.k8s.io/v1. */
import type { Json } from '../json.ts';
import type { KubeObject } from '../types.ts';

/** core/v1 name → events.k8s.io/v1 name. */
const RENAMED: [string, string][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

function renamed(object: Json, pairs: [string, string][]): KubeObject {
  for (const [from, to] of pairs) {
    if (object[from] === undefined) continue;
    object[to] = object[from];
    delete object[from];
  }
  return object;
}

export const eventFromCore = (event: KubeObject): KubeObject => renamed(event, RENAMED);
export const eventToCore = (event: KubeObject): KubeObject =>
  renamed(
    event,
    RENAMED.map(([core, events]) => [events, core]),
  );
