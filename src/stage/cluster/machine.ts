import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { findOnPath } from '../../system/find-on-path.ts';
import { homeFolder } from '../../system/home-folder.ts';
import type { Machine } from './choose-stage.ts';
import { parseKubeConfig } from './kube-context.ts';

/** For all checks together: without a cluster the speaker should not wait long. */
const TIMEOUT_MS = 1_800;

/** The checks of this machine; those that exceed the time (milliseconds) count as failed. */
export function thisMachine(registry?: string, timeoutMs = TIMEOUT_MS, env = process.env): Machine {
  const deadline = Date.now() + timeoutMs;
  const ask = async (program: string, ...args: string[]) => {
    const timeout = Math.max(1, deadline - Date.now());
    const { failed, stdout } = await execa(program, args, {
      env,
      extendEnv: false,
      reject: false,
      timeout,
      forceKillAfterDelay: 200,
    });
    return failed ? undefined : stdout;
  };
  return {
    has: (program) => findOnPath(program, env.PATH) !== undefined,
    hasKubeconfig: () => kubeconfigs(env).some((file) => existsSync(file)),
    images: { registry, program: env.PYCONT_IMAGE_LOADER },
    async context() {
      // Some versions of kubectl first ask the server for its version.
      const text = await ask(
        'kubectl',
        'config',
        'view',
        '--minify',
        '--output=json',
        '--request-timeout=1s',
      );
      if (text === undefined) return undefined;
      const context = parseKubeConfig(text);
      return context.server ? context : undefined;
    },
    engineAnswers: async () =>
      (await ask('docker', 'version', '--format', '{{.Server.Version}}')) !== undefined,
    clusterAnswers: async () => (await ask('kubectl', 'get', '--raw=/readyz')) !== undefined,
  };
}

function kubeconfigs(env: NodeJS.ProcessEnv): string[] {
  if (env.KUBECONFIG) return env.KUBECONFIG.split(delimiter).filter(Boolean);
  const home = homeFolder(env);
  return home ? [join(home, '.kube', 'config')] : [];
}
