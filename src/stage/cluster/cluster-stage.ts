import { join } from 'node:path';
import { NAMESPACE } from '../../notation/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { CLUSTER, IMAGES, STAGE } from '../../messages/index.ts';
import { loadImage } from './images/load-image.ts';
import { loadedImages } from './images/loaded-images.ts';
import { writeCommands } from './commands.ts';
import type { CommandOptions } from './commands.ts';
import { findAppProxy, startAppProxy, stopAppProxy, routeOf } from './app-proxy/app-proxy-process.ts';
import { chooseImageLoader } from './images/image-loader.ts';
import { isThrowAway, readKubeContext } from './kube-context.ts';
import type { KubeContext } from './kube-context.ts';
import { anyFreePort, localPort } from './app-proxy/local-port.ts';
import { localPortVariables, portTaken } from '../ports/port-taken.ts';
import { reachable, healthChecksOf } from './reachable.ts';
import { endResidue } from './residue.ts';
import { pushImage } from './images/push.ts';
import { checkRegistry } from './images/registry.ts';
import { HealthWatch } from '../health/watch.ts';
import { withoutProxy } from '../proxy-variables.ts';
import type { Stage, StageOptions, StageStatus } from '../types.ts';
import { applyFix, changeRegistry, resetWorkspace } from '../workspace/workspace.ts';

/** The cluster stage: docker and kubectl from PATH, and a kube context of a throw-away cluster. */
export async function clusterStage(options: StageOptions): Promise<Stage> {
  const { home, workspace, fixes, owns = {} } = options;
  const folder = join(home, 'cluster');
  const context = await readKubeContext(folder, NAMESPACE, options.context);
  requireThrowAway(context, options);
  const registry = options.registry === undefined ? undefined : checkRegistry(options.registry);
  const known = () => chooseImageLoader(context.name, { registry, program: process.env.PYCONT_IMAGE_LOADER });
  const loader = () => known() ?? unknownLoader(context);
  const commands = { context: context.name, confirmed: options.confirmed, registry };
  const loaded = loadedImages(context.kubeconfig);
  const health = new HealthWatch();
  const watchOver: Stage['watchOver'] = (parts, onDead) => health.over(parts, onDead);
  let environment: Promise<Record<string, string>> | undefined;

  return {
    name: 'cluster',
    workspace,
    environment: () => (environment ??= environmentOf(folder, context, home, commands)),
    async up(report) {
      loader();
      await reachable(context);
      await health.register(await healthChecksOf(context));
      report(CLUSTER.playing({ name: context.name }));
      await changeRegistry(workspace, registry);
      await startAppProxy(folder, context.kubeconfig, NAMESPACE);
    },
    async down() {
      await loaded.forget();
      await stopAppProxy(folder);
    },
    async status() {
      const proxy = findAppProxy(folder);
      const app = proxy
        ? CLUSTER.reachable({ url: `http://127.0.0.1:${proxy.port}`, way: routeOf(proxy) })
        : CLUSTER.notReachable;
      const details: StageStatus['details'] = [
        [STAGE.context, context.name],
        [STAGE.apiServer, context.server],
        [STAGE.app, app],
        [STAGE.imageLoader, known()?.name ?? IMAGES.noLoader],
      ];
      return { up: proxy !== undefined, summary: CLUSTER.kubeContext({ name: context.name }), details };
    },
    async reset() {
      environment ??= environmentOf(folder, context, home, commands);
      await reachable(context);
      await health.register(await healthChecksOf(context));
      await endResidue(owns, await environment, watchOver);
    },
    watchOver,
    async portTaken(port) {
      environment ??= environmentOf(folder, context, home, commands);
      const env = await environment;
      const isOwn = (container: string) => owns.containers?.includes(container) ?? false;
      const taken = await portTaken(port, { env, isOwn, move: anyFreePort });
      environment = Promise.resolve({ ...env, ...taken.moved });
      return taken;
    },
    push: (image, report) => pushImage(image, { loader: loader(), loaded }, report),
    loadImage: (image, own) =>
      loadImage(image, own, { loader: loader(), kubeconfig: context.kubeconfig, loaded }),
    resetWorkspace: (applied) => resetWorkspace(workspace, applied, { fixes, registry }),
    applyFix: (patchFile, message) => applyFix(workspace, patchFile, message),
  };
}

function requireThrowAway(context: KubeContext, { context: named, confirmed, owns }: StageOptions): void {
  if (isThrowAway(context) || (named === context.name && confirmed)) return;
  const { name, server } = context;
  const namespaces = owns?.namespaces?.length ? owns.namespaces : [NAMESPACE];
  throw new UserError(CLUSTER.refused({ name, server, namespaces }), CLUSTER.confirm({ name }));
}

function unknownLoader({ name }: KubeContext): never {
  throw new UserError(IMAGES.unknownLoader({ name }), IMAGES.nameLoader);
}

async function environmentOf(
  folder: string,
  context: KubeContext,
  home: string,
  commands: CommandOptions,
): Promise<Record<string, string>> {
  const port = await startAppProxy(folder, context.kubeconfig, NAMESPACE);
  const local = await localPort();
  return {
    PATH: writeCommands(folder, commands),
    KUBECONFIG: context.kubeconfig,
    APP_URL: `http://127.0.0.1:${port}`,
    ...localPortVariables(local),
    PYCONT_HOME: home,
    PYCONT_STAGE: 'cluster',
    ...(commands.registry ? { PYCONT_REGISTRY: commands.registry } : {}),
    ...withoutProxy(),
  };
}
