/** The two things compared: the embedded stage, in a home of its own, and, if asked for, a real engine and cluster. */
import { execa } from 'execa';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetWorkspace } from '../../src/stage/workspace.ts';
import { packageRoot } from '../../src/package-root.ts';

export interface Side {
  name: 'embedded' | 'real';
  env: Record<string, string>;
  /** What this side calls things, and what transcripts call them. */
  names: [text: RegExp, name: string][];
  close(): Promise<void>;
}

export async function openEmbedded(): Promise<Side> {
  const home = mkdtempSync(join(tmpdir(), 'pycont-conformance-'));
  const pycont = (...args: string[]) =>
    execa(process.execPath, [join(packageRoot(), 'bin', 'pycont'), ...args], { env: { PYCONT_HOME: home } });
  await pycont('stage', 'up');
  const { stdout } = await pycont('stage', 'env');
  const env = Object.fromEntries(
    Array.from(stdout.matchAll(/^export (\w+)=(.*)$/gm), ([, name, value]) => [name, value]),
  ) as Record<string, string>;
  const app = await openingApp(home);
  await execa('docker', ['build', '-t', APP_IMAGE, app], { env });
  return {
    name: 'embedded',
    env: { ...env, ROOT: packageRoot(), APP: app },
    names: [[/(?<=^|[\s/"'=])pycont(?=[\s/"',]|$)/g, 'NODE']],
    async close() {
      await pycont('stage', 'down');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The image of the talk's first version, which the manifests of the talk name. */
const APP_IMAGE = 'prgcont/pycont-app:0.0';

/** @returns the folder with the app's source as the talk begins with it */
async function openingApp(folder: string): Promise<string> {
  const workspace = join(folder, 'workspace');
  await resetWorkspace(workspace, []);
  return join(workspace, 'app');
}

/** Only where the environment says that cluster and engine are there to be thrown away. */
export async function openReal(): Promise<Side | undefined> {
  if (process.env.REALSTAGE !== '1') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pycont-conformance-real-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const { stdout } = await execa('kubectl', ['config', 'view', '--raw', '--flatten', '--minify']);
  writeFileSync(kubeconfig, stdout, { mode: 0o600 });
  const app = await openingApp(folder);
  const built = await execa('docker', ['image', 'inspect', APP_IMAGE], { reject: false });
  if (built.exitCode !== 0) {
    await execa('docker', ['build', '-t', APP_IMAGE, app]);
    if (process.env.PYCONT_IMAGE_LOADER) await execa(process.env.PYCONT_IMAGE_LOADER, [APP_IMAGE]);
  }
  return {
    name: 'real',
    env: { KUBECONFIG: kubeconfig, ROOT: packageRoot(), APP: app },
    names: [[/\brealstage\b/g, 'NODE']],
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
