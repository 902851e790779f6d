/** An API server with controllers and pods that are ready, for both the shim and the real kubectl. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { startControllers } from '../../../src/embedded/controllers/start.ts';
import { startTestServer } from '../apiserver/http/test-server.ts';
import type { Result, TestServer } from '../apiserver/http/test-server.ts';
import { program } from '../../programs/program.ts';
import { NO_VOLUMES } from '../controllers/fake-cluster.ts';

const SHIM = program('kubectl');

export interface Stage extends TestServer {
  /** The small kubectl. */
  shim(args: string[], input?: string): Promise<Result>;
  shimProcess(args: string[]): ChildProcess;
}

export async function startStage(): Promise<Stage> {
  const server = await startTestServer();
  const { cluster, kubeconfig, folder } = server;
  const controllers = startControllers(cluster, {
    volumes: NO_VOLUMES,
    caCertificate: server.api.caPem,
    node: { name: 'pycont', address: '127.9.0.1', runtimeVersion: 'fake://1', kubeletVersion: 'v1.32.0' },
  });
  const endPods = cluster.watch('pods', {}, ({ type, object }) => {
    if (type !== 'DELETED') setImmediate(() => play(server, object));
  });
  const children = new Set<ChildProcess>();
  const shimProcess = (args: string[]) => {
    const env = { ...process.env, KUBECONFIG: kubeconfig, HOME: folder, NODE_NO_WARNINGS: '1' };
    const child = spawn(process.execPath, [SHIM, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return {
    ...server,
    shimProcess,
    async shim(args, input = '') {
      const child = shimProcess(args);
      child.stdin!.on('error', () => undefined);
      child.stdin!.end(input);
      const [stdout, stderr, [code]] = await Promise.all([
        child.stdout!.setEncoding('utf8').toArray(),
        child.stderr!.setEncoding('utf8').toArray(),
        once(child, 'exit'),
      ]);
      return { code: code as number, stdout: stdout.join(''), stderr: stderr.join('') };
    },
    async close() {
      for (const child of children) child.kill('SIGKILL');
      endPods();
      controllers.close();
      await server.close();
    },
  };
}

/** A kubelet that only writes statuses. */
function play({ cluster }: TestServer, { metadata: { namespace, name, uid } }: KubeObject): void {
  const pod = cluster.get('pods', namespace, name);
  if (!pod || pod.metadata.uid !== uid || !pod.spec.nodeName) return;
  if (pod.metadata.deletionTimestamp) {
    cluster.finalizeDelete('pods', namespace, name, uid);
    return;
  }
  if (pod.status?.podIP) return;
  const time = new Date().toISOString().replace(/\.\d+/, '');
  cluster.mergePatch(
    'pods',
    namespace,
    name,
    {
      status: {
        phase: 'Running',
        podIP: '127.9.1.1',
        startTime: time,
        conditions: [
          ...(pod.status?.conditions ?? []),
          { type: 'Ready', status: 'True', lastTransitionTime: time },
        ],
        containerStatuses: pod.spec.containers.map((container: { name: string; image: string }) => ({
          name: container.name,
          image: container.image,
          imageID: '',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: time } },
        })),
      },
    },
    'status',
  );
}

export const deployment = (image: string, replicas = 1): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: kad, labels: { app: kad } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: kad } }
  template:
    metadata: { labels: { app: kad } }
    spec:
      containers:
        - { name: kad, image: '${image}', ports: [{ name: http, containerPort: 5000 }] }
`;
