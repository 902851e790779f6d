import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { findOnPath } from '../../system/find-on-path.ts';
import { homeFolder } from '../../system/home-folder.ts';
import type { Machine } from './choose-stage.ts';
import { parseKubeConfig } from './kube-context.ts';

/** All questions together: whoever has no cluster shall not wait for one. */
const PATIENCE_MILLISECONDS = 1_800;

/** This machine, asked for real; what does not answer in time (milliseconds) does not answer. */
export function thisMachine(registry?: string, patience = PATIENCE_MILLISECONDS, env = process.env): Machine {
  const deadline = Date.now() + patience;
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
      // Some kubectl ask the server for its version before they do anything.
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
