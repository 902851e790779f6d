/** A real API server on a free port, and the real kubectl as its client. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../../src/embedded/apiserver/cluster-types.ts';
import { startApiServer } from '../../../../src/embedded/apiserver/http/server.ts';
import type { ApiServer } from '../../../../src/embedded/apiserver/http/server.ts';
import { localNode } from './local-node.ts';
import type { LocalNode } from './local-node.ts';

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface TestServer {
  cluster: Cluster;
  api: ApiServer;
  node: LocalNode;
  kubeconfig: string;
  folder: string;
  /** Ports that services lead to, by `namespace/name:port`. */
  services: Map<string, number>;
  kubectl(line: string, input?: string): Promise<Result>;
  /** Still running when it returns; killed with the server. */
  kubectlProcess(line: string): ChildProcess;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pycont-api-'));
  const cluster = createCluster();
  const node = localNode();
  const services = new Map<string, number>();
  const api = await startApiServer({
    cluster,
    node,
    pkiFolder: join(folder, 'pki'),
    async dialService(namespace, service, port) {
      const real = services.get(`${namespace}/${service}:${port}`);
      if (real === undefined) throw new Error(`no endpoints available for service "${service}"`);
      const socket = connect(real, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
  });
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, api.kubeconfig(), { mode: 0o600 });
  const children = new Set<ChildProcess>();
  const kubectlProcess = (line: string) => {
    const child = spawn('kubectl', words(line), {
      env: { ...process.env, KUBECONFIG: kubeconfig, HOME: folder },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return {
    cluster,
    api,
    node,
    kubeconfig,
    folder,
    services,
    kubectlProcess,
    async kubectl(line, input = '') {
      const child = kubectlProcess(line);
      child.stdin!.on('error', () => {});
      child.stdin!.end(input);
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout!),
        text(child.stderr!),
        once(child, 'exit'),
      ]);
      return { code: code as number, stdout, stderr };
    },
    async close() {
      for (const child of children) child.kill();
      await api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Splits at blanks outside of single quotes. */
function words(line: string): string[] {
  return (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** The output of a stream up to the pattern. */
export async function readUntil(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let seen = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (pattern.test(seen)) resolve(seen);
    });
    stream.once('end', () => reject(new Error(`ended before ${pattern}: ${seen}`)));
  });
}

export const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: {
    containers: [{ name: 'main', image: 'web:1', stdin: true, ports: [{ containerPort: 8080 }] }],
    nodeName: 'node-1',
  },
};
