/** The one node: its status, and its Lease as the heartbeat. */
import { arch, cpus, release, totalmem, type } from 'node:os';
import { timestamp } from '../../notation/index.ts';
import type { Api, Cluster, KubeObject } from '../apiserver/index.ts';
import type { ControllerContext, Running } from './controller.ts';

export interface NodeOptions {
  name: string;
  /** The node's InternalIP. */
  address: string;
  /** CONTAINER-RUNTIME in `kubectl get nodes -o wide`, e.g. `pycont://0.1.0`. */
  runtimeVersion: string;
  /** The Kubernetes version it is compatible with, e.g. `v1.32.0`. */
  kubeletVersion: string;
  /** Extra labels. */
  labels?: Record<string, string>;
}

const HEARTBEAT = 10_000;
const LEASE_SECONDS = 40;
const MAX_PODS = 110;

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386' };
const architecture = ARCHITECTURES[arch()] ?? arch();

export function startNode({ cluster, onError }: ControllerContext, options: NodeOptions): Running {
  const api = cluster.as('kubelet');

  function beat(): void {
    try {
      ensureNode(api, options);
      renewLease(api, options.name);
    } catch (error) {
      onError('node', options.name, error);
    }
  }

  beat();
  const timer = setInterval(beat, HEARTBEAT);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

/** Undoes changes to it: cordons, taints, labels and annotations. */
export function restoreNode(cluster: Cluster, options: NodeOptions): void {
  const api = cluster.as('kubelet');
  const node = api.get('nodes', undefined, options.name);
  if (!node) return ensureNode(api, options);
  const { annotations: _removed, ...metadata } = node.metadata;
  api.update('nodes', { ...node, metadata: { ...metadata, labels: labelsOf(options) }, spec: {} });
}

function labelsOf({ name, labels }: NodeOptions): Record<string, string> {
  return {
    'kubernetes.io/arch': architecture,
    'kubernetes.io/os': process.platform,
    'kubernetes.io/hostname': name,
    'node-role.kubernetes.io/control-plane': '',
    ...labels,
  };
}

function ensureNode(api: Api, options: NodeOptions): void {
  const { name, address } = options;
  const present = api.get('nodes', undefined, name);
  if (!present) {
    const labels = labelsOf(options);
    api.create('nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: {} });
  }
  const memory = `${Math.floor(totalmem() / 1024)}Ki`;
  const resources = {
    cpu: String(cpus().length),
    memory,
    pods: String(MAX_PODS),
    'ephemeral-storage': '10Gi',
  };
  const status = {
    capacity: resources,
    allocatable: resources,
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    conditions: conditions(present),
    nodeInfo: {
      architecture,
      operatingSystem: process.platform,
      kernelVersion: release(),
      osImage: `${type()} ${release()}`,
      containerRuntimeVersion: options.runtimeVersion,
      kubeletVersion: options.kubeletVersion,
      kubeProxyVersion: options.kubeletVersion,
      machineID: '',
      systemUUID: '',
      bootID: '',
    },
    daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
  };
  const { images } = present?.status ?? {};
  const wanted = images ? { ...status, images } : status;
  if (JSON.stringify(present?.status) === JSON.stringify(wanted)) return;
  api.mergePatch('nodes', undefined, name, { status }, 'status');
}

const HEALTH = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** Rewritten rarely: the Lease is the heartbeat, and each write of the node wakes its watchers. */
function conditions(node: KubeObject | undefined): object[] {
  const present = node?.status?.conditions as { lastHeartbeatTime: string }[] | undefined;
  const last = Date.parse(present?.[0]?.lastHeartbeatTime ?? '');
  if (present && Date.now() - last < 5 * 60_000) return present;
  const now = timestamp();
  const since = (type: string) =>
    (node?.status?.conditions ?? []).find((one: { type: string }) => one.type === type)?.lastTransitionTime ??
    now;
  return HEALTH.map(([type, status, reason, message]) => ({
    type,
    status,
    lastHeartbeatTime: now,
    lastTransitionTime: since(type),
    reason,
    message,
  }));
}

function renewLease(api: Api, name: string): void {
  const namespace = 'kube-node-lease';
  const renewTime = new Date().toISOString().replace('Z', '000Z');
  const node = api.get('nodes', undefined, name)!;
  if (api.get('leases.coordination.k8s.io', namespace, name)) {
    api.mergePatch('leases.coordination.k8s.io', namespace, name, { spec: { renewTime } });
    return;
  }
  api.create('leases.coordination.k8s.io', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name,
      namespace,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  });
}
