import { KubeConfig } from '@kubernetes/client-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from '../../src/kubernetes/api.ts';
import type { Kube } from '../../src/kubernetes/index.ts';
import { Informer } from '../../src/kubernetes/informer.ts';
import { deploymentView, paths } from '../../src/operator/kubernetes/resources.ts';
import type { DeploymentView } from '../../src/operator/kubernetes/resources.ts';
import { pycont } from '../../test/e2e/rehearsal.ts';
import { stageEnvironment } from '../../test/e2e/rolling-update.ts';

/** The talk's namespace and Deployment. */
export const NAMESPACE = 'pycont';
export const APP = 'kad';

/** A stage in the state at the start of scene nine: the finished app in one replica, Redis, Prometheus. */
export interface OpenStage {
  name: string;
  env: Record<string, string>;
  kube: Kube;
  api: Api;
  /** As the API server reports it. */
  deployment: () => DeploymentView;
  /** Called whenever that changes. @returns stops it */
  onChange: (listener: (view: DeploymentView) => void) => () => void;
  close: () => Promise<void>;
}

export async function openStage(name: string): Promise<OpenStage> {
  const home = await mkdtemp(join(tmpdir(), 'pycont-bench-'));
  const run = (...args: string[]) => pycont(['--stage', name, ...args], { PYCONT_HOME: home });
  const close = async (): Promise<void> => {
    await run('scene', 'reset');
    await run('stage', 'down');
    await rm(home, { recursive: true, force: true });
  };
  // An interrupted benchmark must not leave its stage, or its objects in a cluster, behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(1)));
  const { failed, stderr } = await run('scene', 'goto', 'operator');
  if (failed) {
    await close();
    throw new Error(`the stage ${name} could not be set: ${stderr}`);
  }
  const env = await stageEnvironment(name, home);
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromFile(env.KUBECONFIG!);
    return config;
  };
  const api = new Api(load);
  const listeners = new Set<(view: DeploymentView) => void>();
  const deployments: Informer<DeploymentView> = new Informer({
    api,
    what: 'Deployments',
    path: paths.deployments(NAMESPACE),
    project: deploymentView,
    selectors: { fieldSelector: `metadata.name=${APP}` },
    onChange: (key) => {
      const view = deployments.get(key);
      if (view !== undefined) for (const listener of listeners) listener(view);
    },
  });
  await deployments.start();
  return {
    name,
    env,
    kube: { load, namespace: NAMESPACE, inCluster: false },
    api,
    deployment: () => deployments.get(`${NAMESPACE}/${APP}`)!,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await deployments.stop();
      api.close();
      await close();
    },
  };
}
