import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { UserError } from '../user-error.ts';
import { writeCommands } from './cluster/commands.ts';
import { frontDoorPort, startFrontDoor, stopFrontDoor } from './cluster/front-door-process.ts';
import { chooseImageLoader, type ImageLoader } from './cluster/image-loader.ts';
import { isThrowAway, type KubeContext, readKubeContext } from './cluster/kube-context.ts';
import { localPort } from './cluster/local-port.ts';
import { pushImage } from './cluster/push.ts';
import { directAlways } from './proxy-variables.ts';
import { endResidue } from './residue.ts';
import type { Stage, StageOptions } from './types.ts';
import { applyFix, resetWorkspace } from './workspace.ts';

const NAMESPACE = 'pycont';

/** The real thing: docker and kubectl from PATH, and a kube context that is plainly a throw-away one. */
export async function clusterStage(options: StageOptions): Promise<Stage> {
  const { home, workspace, fixes } = options;
  const folder = join(home, 'cluster');
  const context = await readKubeContext(folder, NAMESPACE, options.context);
  refuseSerious(context, options);
  const loader = () => imageLoader(context);
  let environment: Promise<Record<string, string>> | undefined;

  return {
    name: 'cluster',
    workspace,
    environment: () => (environment ??= environmentOf(folder, context, home)),
    async up(report) {
      loader();
      await reachable(context);
      report(`playing on the kube context ${context.name}`);
      await startFrontDoor(folder, context.kubeconfig, NAMESPACE);
    },
    down: () => stopFrontDoor(folder),
    async status() {
      const port = frontDoorPort(folder);
      const details: [string, string][] = [
        ['context', context.name],
        ['API server', context.server],
        ['app', port ? `http://127.0.0.1:${port}` : 'not reachable yet'],
        [
          'images go by',
          chooseImageLoader(context.name, process.env.PYCONT_IMAGE_LOADER)?.name ?? 'no way known',
        ],
      ];
      return { up: port !== undefined, summary: `the kube context ${context.name}`, details };
    },
    async reset() {
      environment ??= environmentOf(folder, context, home);
      await endResidue(await environment);
    },
    push: (image, report) => pushImage(image, loader(), report),
    resetWorkspace: (applied) => resetWorkspace(workspace, applied, fixes),
    applyFix: (patchFile, message) => applyFix(workspace, patchFile, message),
  };
}

function refuseSerious(context: KubeContext, { context: named, confirmed }: StageOptions): void {
  if (isThrowAway(context) || (named === context.name && confirmed)) return;
  throw new UserError(
    `The kube context ${context.name} (${context.server}) may be one that somebody needs: pycont creates and deletes a namespace '${NAMESPACE}' there.`,
    `If that is all right, say so: --context ${context.name} --yes`,
  );
}

function imageLoader(context: KubeContext): ImageLoader {
  const loader = chooseImageLoader(context.name, process.env.PYCONT_IMAGE_LOADER);
  if (loader) return loader;
  throw new UserError(
    `pycont does not know how images get into the cluster of ${context.name}.`,
    'Name a program that takes an image as its argument in PYCONT_IMAGE_LOADER.',
  );
}

async function reachable(context: KubeContext): Promise<void> {
  const ready = await execa('kubectl', ['get', '--raw=/readyz', '--request-timeout=5s'], {
    env: { KUBECONFIG: context.kubeconfig },
    reject: false,
  });
  if (ready.failed) {
    throw new UserError(
      `The cluster of ${context.name} does not answer at ${context.server}.`,
      'Start it, then try again.',
    );
  }
  const engine = await execa('docker', ['version', '--format', '{{.Server.Version}}'], {
    reject: false,
    timeout: 5_000,
  });
  if (engine.failed) throw new UserError('The Docker Engine does not answer.', 'Start it, then try again.');
}

async function environmentOf(
  folder: string,
  context: KubeContext,
  home: string,
): Promise<Record<string, string>> {
  const port = await startFrontDoor(folder, context.kubeconfig, NAMESPACE);
  const local = await localPort();
  return {
    PATH: [writeCommands(folder), process.env.PATH ?? ''].join(delimiter),
    KUBECONFIG: context.kubeconfig,
    APP_URL: `http://127.0.0.1:${port}`,
    LOCAL_PORT: String(local),
    LOCAL_URL: `http://127.0.0.1:${local}`,
    PYCONT_HOME: home,
    PYCONT_STAGE: 'cluster',
    ...directAlways(),
  };
}
