/** Defaults of containers. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';

const DEFAULT_MODE = 0o644;

/** `Always` for the tag `latest` and without a tag, because these can change. */
function pullPolicy(image: string): string {
  const [reference = '', digest] = image.split('@');
  if (digest !== undefined) return 'IfNotPresent';
  const tag = reference.slice(reference.lastIndexOf('/') + 1).split(':')[1];
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function httpGet(action: Json): void {
  if (!isObject(action?.httpGet)) return;
  action.httpGet.path ||= '/';
  action.httpGet.scheme ||= 'HTTP';
}

function probe(container: Json, name: string): void {
  const one = container[name];
  if (!isObject(one)) return;
  one.timeoutSeconds ||= 1;
  one.periodSeconds ||= 10;
  one.successThreshold ||= 1;
  one.failureThreshold ||= 3;
  if (isObject(one.grpc)) one.grpc.service ??= '';
  httpGet(one);
}

export function setContainerDefaults(container: Json): void {
  if (container.image) container.imagePullPolicy ||= pullPolicy(container.image);
  container.terminationMessagePath ||= '/dev/termination-log';
  container.terminationMessagePolicy ||= 'File';
  container.resources ??= {};
  for (const port of container.ports ?? []) port.protocol ||= 'TCP';
  for (const { valueFrom } of container.env ?? [])
    if (valueFrom?.fieldRef) valueFrom.fieldRef.apiVersion ||= 'v1';
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) probe(container, name);
  httpGet(container.lifecycle?.postStart);
  httpGet(container.lifecycle?.preStop);
}

function downwardItems(items: Json): void {
  for (const item of items ?? []) if (item.fieldRef) item.fieldRef.apiVersion ||= 'v1';
}

export function setVolumeDefaults(volume: Json): void {
  if (!Object.keys(volume).some((key) => key !== 'name')) volume.emptyDir = {};
  for (const kind of ['secret', 'configMap', 'downwardAPI', 'projected'])
    if (isObject(volume[kind])) volume[kind].defaultMode ??= DEFAULT_MODE;
  if (isObject(volume.hostPath)) volume.hostPath.type ??= '';
  downwardItems(volume.downwardAPI?.items);
  for (const source of volume.projected?.sources ?? []) {
    downwardItems(source.downwardAPI?.items);
    if (source.serviceAccountToken) source.serviceAccountToken.expirationSeconds ??= 3600;
  }
}
