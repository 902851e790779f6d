/** The daemon: Kubernetes and Docker in one process, for one home. Argument: absolute path of the home. */
import { chmodSync, closeSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES_RELEASE } from '../../notation/index.ts';
import { STATUS_DESCRIPTOR, refusal } from '../../system/detached-program.ts';
import { packageRoot } from '../../system/package-root.ts';
import { startApiServer } from '../apiserver/index.ts';
import { findOnPath } from '../../system/find-on-path.ts';
import { openControlPlane } from './control-plane.ts';
import { startControllers, volumeFolders } from '../controllers/index.ts';
import { embeddedHome, readDaemonFile, removeDaemonFile, writeDaemonFile } from '../home/index.ts';
import type { EmbeddedHome } from '../home/index.ts';
import { freePort } from '../../system/free-port.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { lastAddresses, rememberAddresses } from './last-addresses.ts';
import { createNetwork, createServiceDial } from '../network/index.ts';
import { NODE_NAME, startNode } from './node.ts';
import { writeShims } from './write-shims.ts';

async function startDaemon(pycontHome: string): Promise<() => Promise<void>> {
  const home = embeddedHome(pycontHome);
  mkdirSync(home.root, { recursive: true, mode: 0o700 });
  const last = lastAddresses(home);
  const plane = await openControlPlane(home);
  const { cluster, block, state } = plane;
  const network = await createNetwork({
    api: cluster.as('kube-proxy'),
    block,
    portsFolder: join(home.root, 'ports'),
    ingressPort: last.ingressPort,
  });
  let node: Awaited<ReturnType<typeof startNode>> | undefined;
  const api = await startApiServer({
    cluster,
    node: () => {
      if (!node) throw new Error('the node is not up yet');
      return node.kubelet;
    },
    dialService: createServiceDial(cluster, (address, port) => network.dial(address, port)),
    pkiFolder: home.pki,
    port: await freePort([last.apiPort]),
  });
  const nodeOptions = {
    name: NODE_NAME,
    address: network.nodeAddress,
    runtimeVersion: 'pycont://0.1.0',
    kubeletVersion: KUBERNETES_RELEASE,
  };
  const volumes = volumeFolders(home.persistent);
  const controllers = startControllers(cluster, {
    caCertificate: api.caPem,
    apiServer: { address: '127.0.0.1', port: api.port },
    node: nodeOptions,
    volumes,
    onError: (controller, key, error) => console.error(`${controller} ${key}:`, error),
  });
  node = await startNode({ home, plane, network, api, volumes, options: nodeOptions });

  const localPort = await freePort([last.localPort, 5000]);
  rememberAddresses(home, {
    octet: block.octet,
    apiPort: api.port,
    ingressPort: Number(new URL(network.ingressUrl).port),
    localPort,
  });
  writeKubeconfig(home, api);
  writeDaemonFile(home, {
    apiUrl: api.url,
    ingressUrl: network.ingressUrl,
    engineSocket: node.engineSocket,
    kubeconfig: home.kubeconfig,
    commands: writeCommands(home, pycontHome),
    localPort,
    runtime: node.runtimeMode,
    nodeAddress: network.nodeAddress,
  });

  return async () => {
    controllers.close();
    await node.close();
    await api.close();
    await network.close();
    state.flush();
    removeDaemonFile(home);
  };
}

function writeCommands(home: EmbeddedHome, pycontHome: string): string {
  const folder = join(home.root, 'bin');
  // The caller's PATH may contain this folder already, whose kubectl is ours.
  const path = (process.env.PATH ?? '').split(':').filter((entry) => entry !== folder);
  const kubectl = findOnPath('kubectl', path.join(':')) === undefined;
  const wanted = { docker: true, kubectl, pycont: true };
  writeShims(folder, wanted, process.execPath, join(packageRoot(), 'dist'), { PYCONT_HOME: pycontHome });
  return folder;
}

/** Reports to the process that started the daemon; without its descriptor, when started by hand, to the console. */
function reportStart(word: string): void {
  try {
    writeFileSync(STATUS_DESCRIPTOR, word);
    closeSync(STATUS_DESCRIPTOR);
  } catch {
    console.log(word);
  }
}

async function main(pycontHome: string): Promise<void> {
  if (readDaemonFile(embeddedHome(pycontHome))) return reportStart('ready');
  try {
    const stop = await startDaemon(pycontHome);
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        void stop().finally(() => process.exit(0));
      });
    }
    chmodSync(embeddedHome(pycontHome).root, 0o700);
    reportStart('ready');
  } catch (error) {
    console.error(error);
    reportStart(refusal(error));
    process.exit(1);
  }
}

const [, , pycontHome] = process.argv;
if (pycontHome === undefined) throw new Error('usage: daemon.js HOME');

process.umask(0o077);
process.on('uncaughtException', (error) => console.error('uncaught:', error));
process.on('unhandledRejection', (error) => console.error('unhandled:', error));

void main(pycontHome);
