/** A cluster, a network, a runtime and a kubelet, all real, with two images made for the tests. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster-types.ts';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { createRuntime } from '../../../src/embedded/containers/runtime.ts';
import type { ContainerRuntime } from '../../../src/embedded/containers/types.ts';
import type { Image, ImageStore } from '../../../src/embedded/images/types.ts';
import { startKubelet } from '../../../src/embedded/kubelet/kubelet.ts';
import type { Kubelet, KubeletOptions } from '../../../src/embedded/kubelet/kubelet.ts';
import type { ContainerStatus } from '../../../src/embedded/kubelet/pod-types.ts';
import { claimBlock } from '../../../src/embedded/network/block.ts';
import { createNetwork } from '../../../src/embedded/network/network.ts';
import type { Network } from '../../../src/embedded/network/types.ts';
import { hostRoot, modes, writeFiles } from '../containers/fixture.ts';
import type { Mode } from '../containers/fixture.ts';

export const NODE = 'worker';

export interface KubeletFixture {
  cluster: Cluster;
  network: Network;
  runtime: ContainerRuntime;
  kubelet: Kubelet;
  images: Map<string, Image>;
  base: string;
  /** Creates a pod bound to the node; `container` is merged into its only container. */
  pod(name: string, container: object, spec?: object, metadata?: object): KubeObject;
  get(name: string): KubeObject | undefined;
  status(name: string, container?: string): ContainerStatus | undefined;
  ready(name: string): boolean;
  /** `reason: message`, in the order of their first occurrence. */
  events(name: string): string[];
  log(name: string, options?: { container?: string; previous?: boolean }): Promise<string>;
  exec(name: string, ...command: string[]): Promise<string>;
  /** Restarts the kubelet and the runtime on the same cluster. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const server = `
import http from 'node:http';
import { existsSync } from 'node:fs';
const failing = process.env.FAIL_FILE ?? '/tmp/fail';
http.createServer((request, response) => {
  response.statusCode = existsSync(failing) ? 500 : 200;
  response.end('hello');
}).listen(5000, () => console.log('listening'));
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
`;

export async function openKubelet(
  options: Partial<KubeletOptions> & { mode?: Mode } = {},
): Promise<KubeletFixture> {
  const { mode = modes[0], ...kubeletOptions } = options;
  const base = mkdtempSync(join(tmpdir(), 'pycont-kubelet-'));
  writeFiles(join(base, 'layer'), { 'code/server.mjs': server });
  const root = hostRoot(join(base, 'layer'));
  const netHook = join(base, 'net-hook.mjs');
  buildSync({
    entryPoints: ['src/embedded/network/hook.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: netHook,
  });
  mkdirSync(join(base, 'ports'));
  const cluster = createCluster();
  const network = await createNetwork({
    api: cluster,
    block: await claimBlock(base),
    portsFolder: join(base, 'ports'),
  });
  const image = (user: string, uid: number): Image => ({
    id: `sha256:${String(uid).padStart(64, '0')}`,
    tags: ['server:1'],
    config: {
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', FROM_IMAGE: 'yes' },
      cmd: ['node', '/code/server.mjs'],
      workdir: '/code',
      user,
      uid,
      gid: uid,
      exposedPorts: [],
      labels: {},
    },
    root,
    created: '2026-01-01T00:00:00Z',
    size: 1,
    history: [],
  });
  const images = new Map([
    ['server:1', image('', 0)],
    ['server:named', image('node', 1000)],
  ]);
  const store: ImageStore = {
    resolve: (reference) => images.get(reference),
    list: () => [...images.values()],
    tag: () => {},
    remove: () => [],
  };
  const open = () =>
    createRuntime({
      folder: join(base, 'containers'),
      mode,
      netHook,
      ports: { folder: network.portsFolder, addressing: network.mode },
    });
  const start = (runtime: ContainerRuntime) =>
    startKubelet({
      api: cluster.as('kubelet'),
      runtime,
      images: store,
      network,
      volumesFolder: join(base, 'volumes'),
      nodeName: NODE,
      tokenFor: (namespace, account) => `token-of-${namespace}-${account}`,
      caPem: 'THE CA',
      apiAddress: { host: '127.0.0.1', port: 6443 },
      restartBackoff: { initialMs: 10, maxMs: 5000 },
      imageBackoff: { initialMs: 200, maxMs: 1000 },
      ...kubeletOptions,
    });
  const runtime = await open();
  const fixture: KubeletFixture = {
    cluster,
    network,
    runtime,
    kubelet: await start(runtime),
    images,
    base,
    pod: (name, container, spec = {}, metadata = {}) =>
      cluster.create('pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', ...metadata },
        spec: {
          nodeName: NODE,
          terminationGracePeriodSeconds: 1,
          containers: [{ name: 'main', image: 'server:1', ...container }],
          ...spec,
        },
      }),
    get: (name) => cluster.get('pods', 'default', name),
    status(name, container) {
      const status = fixture.get(name)?.status;
      const all: ContainerStatus[] = [
        ...(status?.containerStatuses ?? []),
        ...(status?.initContainerStatuses ?? []),
      ];
      return container === undefined ? all[0] : all.find((one) => one.name === container);
    },
    ready: (name) =>
      fixture
        .get(name)
        ?.status?.conditions?.some(
          ({ type, status }: { type: string; status: string }) => type === 'Ready' && status === 'True',
        ) ?? false,
    events: (name) =>
      cluster
        .list('events', { namespace: 'default', fieldSelector: `involvedObject.name=${name}` })
        .map(({ reason, message }) => `${reason}: ${message}`),
    async log(name, { container, previous = false } = {}) {
      let text = '';
      for await (const line of fixture.kubelet.logs('default', name, container, { previous }))
        text += line.text;
      return text;
    },
    async exec(name, ...command) {
      const session = await fixture.kubelet.exec('default', name, undefined, {
        command,
        tty: false,
        stdin: false,
      });
      let text = '';
      for await (const chunk of session.stdout as AsyncIterable<Buffer>) text += chunk.toString();
      return text;
    },
    async restart() {
      await fixture.kubelet.close();
      await fixture.runtime.close();
      fixture.runtime = await open();
      fixture.kubelet = await start(fixture.runtime);
    },
    async [Symbol.asyncDispose]() {
      await fixture.kubelet.close();
      await fixture.runtime.close();
      await network.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
  return fixture;
}
