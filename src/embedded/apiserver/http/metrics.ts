/** metrics.k8s.io/v1beta1: what `kubectl top` shows. */
import { timestamp } from '../../../notation/index.ts';
import type { Cluster } from '../cluster-types.ts';
import { listOptions } from './options.ts';
import type { Call } from './context.ts';
import { noSuchResource, notFound } from '../errors.ts';
import { send } from './respond.ts';
import type { KubeObject } from '../types.ts';

const API_VERSION = 'metrics.k8s.io/v1beta1';
const WINDOW = '15s';

interface Usage {
  cpu: string;
  memory: string;
}

export function podMetrics(call: Call): void {
  const { cluster, info, resource, response } = call;
  if (info.verb === 'list') {
    const pods = cluster.list('pods', listOptions(info)).filter(isRunning);
    return send(
      response,
      200,
      list(
        'PodMetricsList',
        pods.map((pod) => ofPod(call, pod)),
      ),
    );
  }
  if (info.verb !== 'get') throw noSuchResource();
  const pod = cluster.get('pods', info.namespace, info.name!);
  if (!pod || !isRunning(pod)) throw notFound(resource, `${info.namespace}/${info.name}`);
  send(response, 200, ofPod(call, pod));
}

export function nodeMetrics(call: Call): void {
  const { cluster, info, resource, response } = call;
  const nodes = cluster.list('nodes', listOptions(info));
  if (info.verb === 'list')
    return send(
      response,
      200,
      list(
        'NodeMetricsList',
        nodes.map((node) => ofNode(call, node)),
      ),
    );
  const node = cluster.get('nodes', undefined, info.name!);
  if (!node) throw notFound(resource, info.name!);
  send(response, 200, ofNode(call, node));
}

const isRunning = (pod: KubeObject) => pod.status?.phase === 'Running';

const list = (kind: string, items: object[]) => ({ kind, apiVersion: API_VERSION, metadata: {}, items });

const quantities = (nanocores: number, bytes: number): Usage => ({
  cpu: `${Math.round(nanocores)}n`,
  memory: `${Math.ceil(bytes / 1024)}Ki`,
});

function metadata({ metadata: { name, namespace, labels } }: KubeObject, created: string): object {
  return {
    name,
    ...(namespace ? { namespace } : {}),
    creationTimestamp: created,
    ...(labels ? { labels } : {}),
  };
}

function ofPod({ node }: Call, pod: KubeObject): object {
  const now = timestamp();
  const usage = node().usage(pod.metadata.namespace!, pod.metadata.name);
  return {
    kind: 'PodMetrics',
    apiVersion: API_VERSION,
    metadata: metadata(pod, now),
    timestamp: now,
    window: WINDOW,
    containers: usage.map(({ container, nanocores, bytes }) => ({
      name: container,
      usage: quantities(nanocores, bytes),
    })),
  };
}

/** A node's usage is the sum of its pods' usage. */
function ofNode({ node, cluster }: Call, object: KubeObject): object {
  const now = timestamp();
  const all = podsOf(cluster, object.metadata.name).flatMap(({ metadata }) =>
    node().usage(metadata.namespace!, metadata.name),
  );
  const sum = (pick: (usage: (typeof all)[number]) => number) =>
    all.reduce((total, usage) => total + pick(usage), 0);
  return {
    kind: 'NodeMetrics',
    apiVersion: API_VERSION,
    metadata: metadata(object, now),
    timestamp: now,
    window: WINDOW,
    usage: quantities(
      sum(({ nanocores }) => nanocores),
      sum(({ bytes }) => bytes),
    ),
  };
}

const podsOf = (cluster: Cluster, node: string) =>
  cluster.list('pods', { fieldSelector: `spec.nodeName=${node}` }).filter(isRunning);
