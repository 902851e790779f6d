/** Kubernetes' protobuf bodies (`k8s\0` and a runtime.Unknown) to the JSON form of the object. */
import { timestamp } from '../../../../notation/index.ts';
import { messageName, messages } from './descriptors.ts';
import type { Field } from './descriptors.ts';
import { WireError, readFields } from './wire.ts';
import type { WireValue } from './wire.ts';

const MAGIC = Buffer.from('k8s\0');
const MAX_DEPTH = 40;

export type Json = Record<string, unknown>;

/** @throws WireError for bytes that are not such a body, or a kind without a descriptor */
export function decodeKubernetes(body: Buffer): Json {
  if (!body.subarray(0, 4).equals(MAGIC))
    throw new WireError('provided data does not appear to be a protobuf message');
  let apiVersion = '';
  let kind = '';
  let raw: Buffer = Buffer.alloc(0);
  for (const { number, value } of readFields(body.subarray(4))) {
    if (!Buffer.isBuffer(value)) continue;
    if (number === 1) {
      for (const meta of readFields(value)) {
        if (meta.number === 1) apiVersion = String(meta.value);
        if (meta.number === 2) kind = String(meta.value);
      }
    } else if (number === 2) raw = value;
  }
  const name = messageName(apiVersion, kind);
  if (!name) throw new WireError(`no protobuf descriptor for ${kind} in ${apiVersion}`);
  return { apiVersion, kind, ...decodeMessage(name, raw, 0) };
}

function decodeMessage(name: string, bytes: Buffer, depth: number): Json {
  const message = messages().get(name);
  if (!message || depth > MAX_DEPTH) throw new WireError(`cannot decode message ${name}`);
  const result: Json = {};
  for (const { number, value } of readFields(bytes)) {
    const field = message.get(number);
    if (!field) continue;
    if (field.name === '=') Object.assign(result, decodeMessage(field.type, value as Buffer, depth + 1));
    else if (field.shape === 'list')
      ((result[field.name] ??= []) as unknown[]).push(decodeValue(field, value, depth));
    else if (field.shape === 'map') addEntry((result[field.name] ??= {}) as Json, field, value, depth);
    else {
      const decoded = decodeValue(field, value, depth);
      if (!isAbsent(field, decoded)) result[field.name] = decoded;
    }
  }
  return result;
}

/** Go writes every non-pointer field, so an empty string, zero or empty message on the wire means "not set". */
function isAbsent(field: Field, value: unknown): boolean {
  if (value === '' || value === null) return true;
  if ((field.type === 'i' && value === 0) || (field.type === 'b' && value === false)) return true;
  const empty =
    typeof value === 'object' && !Array.isArray(value) && Object.keys(value as object).length === 0;
  return empty && ZERO_IS_ABSENT.has(field.type);
}

/** Non-pointer structs in Go. An empty message of any other type (emptyDir, securityContext) is a value. */
const ZERO_IS_ABSENT = new Set([
  'ObjectMeta',
  'ListMeta',
  'ResourceRequirements',
  'LoadBalancerStatus',
  'DeploymentStrategy',
  'PodStatus',
  'ServiceStatus',
  'NamespaceSpec',
  'NamespaceStatus',
  'DeploymentStatus',
  'JobStatus',
  'CronJobStatus',
  'IngressStatus',
  'PodDisruptionBudgetStatus',
  'SubjectAccessReviewStatus',
  'SubjectRulesReviewStatus',
  'TokenReviewStatus',
  'TokenRequestStatus',
  'HorizontalPodAutoscalerStatus',
  'ResourceQuotaStatus',
  'ServiceSpec',
  'PodTemplateSpec',
  'PodSpec',
  'ObjectReference',
  'autoscaling.ScaleStatus',
  'DaemonSetStatus',
  'StatefulSetStatus',
  'ReplicaSetStatus',
  'UserInfo',
  'EventSource',
]);

function addEntry(target: Json, field: Field, value: WireValue, depth: number): void {
  let key = '';
  let decoded: unknown = field.type === 's' ? '' : undefined;
  for (const entry of readFields(value as Buffer)) {
    if (entry.number === 1) key = String(entry.value);
    if (entry.number === 2) decoded = decodeValue(field, entry.value, depth);
  }
  target[key] = decoded;
}

function decodeValue(field: Field, value: WireValue, depth: number): unknown {
  if ('iIbB'.includes(field.type) !== (typeof value === 'bigint'))
    throw new WireError(`field ${field.name} has the wrong wire type`);
  switch (field.type) {
    case 's':
      return String(value);
    case 'i':
    case 'I':
      return Number(BigInt.asIntN(64, value as bigint));
    case 'b':
    case 'B':
      return value !== 0n;
    case 'y':
      return (value as Buffer).toString('base64');
    case 'd':
      return (value as Buffer).readDoubleLE();
    case 'Q':
      return firstString(value as Buffer, 1);
    case 'T':
      return decodeTime(value as Buffer);
    case 'X':
      return decodeIntOrString(value as Buffer);
    case 'J':
      return JSON.parse(firstString(value as Buffer, 1) || 'null');
    default:
      return decodeMessage(field.type, value as Buffer, depth + 1);
  }
}

function firstString(bytes: Buffer, number: number): string {
  for (const field of readFields(bytes)) if (field.number === number) return String(field.value);
  return '';
}

/** Seconds and nanoseconds since the epoch; Go's zero time gives null. */
function decodeTime(bytes: Buffer): string | null {
  let seconds = 0;
  for (const { number, value } of readFields(bytes))
    if (number === 1) seconds = Number(BigInt.asIntN(64, value as bigint));
  if (seconds <= 0) return null;
  return timestamp(seconds * 1000);
}

function decodeIntOrString(bytes: Buffer): number | string {
  let isString = false;
  let number = 0;
  let text = '';
  for (const field of readFields(bytes)) {
    if (field.number === 1) isString = field.value === 1n;
    if (field.number === 2) number = Number(BigInt.asIntN(64, field.value as bigint));
    if (field.number === 3) text = String(field.value);
  }
  return isString ? text : number;
}
