/** The node: container runtime and image store, and the kubelet and the Docker engine that use them. */
import { join } from 'node:path';
import { packageRoot } from '../../system/package-root.ts';
import type { ApiServer } from '../apiserver/index.ts';
import { findOnPath } from '../../system/find-on-path.ts';
import { createRuntime } from '../containers/index.ts';
import { clear } from './clear.ts';
import type { ControlPlane } from './control-plane.ts';
import { CLEAR_CALL } from './control.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import type { NodeOptions, VolumeFolders } from '../controllers/index.ts';
import { startEngine } from '../docker-engine/index.ts';
import type { Engine } from '../docker-engine/index.ts';
import type { EmbeddedHome } from '../home/index.ts';
import { createImageStore } from '../images/index.ts';
import { startKubelet } from '../kubelet/index.ts';
import type { Network } from '../network/index.ts';

export const NODE_NAME = 'pycont';

export interface NodeParts {
  home: EmbeddedHome;
  plane: ControlPlane;
  network: Network & { portsFolder: string };
  api: ApiServer;
  options: NodeOptions;
  volumes: VolumeFolders;
}

export async function startNode({ home, plane, network, api, options, volumes }: NodeParts) {
  const root = packageRoot();
  const images = createImageStore({ folder: home.images, packageRoot: root, pathLookup: findOnPath });
  const runtime = await createRuntime({
    folder: home.containers,
    netHook: join(root, 'dist', 'net-hook.mjs'),
    ports: { folder: network.portsFolder, addressing: plane.block.mode },
    mode: runtimeMode(),
  });
  const kubelet = await startKubelet({
    api: plane.cluster.as('kubelet'),
    runtime,
    images,
    network,
    volumesFolder: join(home.root, 'pods'),
    nodeName: NODE_NAME,
    tokenFor: api.tokenFor,
    caPem: api.caPem,
    apiAddress: { host: '127.0.0.1', port: api.port },
    onError: (pod, error) => console.error(`pod ${pod}:`, error),
  });
  const { cluster } = plane;
  const calls = {
    [CLEAR_CALL]: (engine: Engine) => {
      writeKubeconfig(home, api);
      return clear({ cluster, node: options, kubelet, engine, volumes });
    },
  };
  const engine = await startEngine({ images, runtime, network, home, calls });
  return {
    kubelet,
    engineSocket: engine.socket,
    runtimeMode: runtime.mode,
    async close() {
      await kubelet.close();
      await engine.close();
      await runtime.close();
    },
  };
}

function runtimeMode(): 'namespaces' | 'processes' | 'auto' {
  const wanted = process.env.PYCONT_RUNTIME;
  return wanted === 'namespaces' || wanted === 'processes' ? wanted : 'auto';
}
