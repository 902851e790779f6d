/** One of the two sides that are compared: the embedded stage, in its own home. */
import { execa } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetWorkspace } from '../../src/stage/workspace/workspace.ts';
import { packageRoot } from '../../src/system/package-root.ts';

export interface Side {
  name: 'embedded' | 'real';
  env: Record<string, string>;
  /** Names on this side → names in transcripts. */
  names: [text: RegExp, name: string][];
  /** Time limit of a transcript in milliseconds. */
  patience: number;
  close(): Promise<void>;
}

export async function openEmbedded(): Promise<Side> {
  const home = mkdtempSync(join(tmpdir(), 'pycont-conformance-'));
  const pycont = (...args: string[]) =>
    execa(process.execPath, [join(packageRoot(), 'bin', 'pycont'), '--stage', 'embedded', ...args], {
      env: { PYCONT_HOME: home },
    });
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
    patience: 100_000,
    async close() {
      await pycont('stage', 'down');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The image of the app's first version, which the talk's manifests name. */
export const APP_IMAGE = 'prgcont/pycont-app:0.0';

/** @returns the folder with the app's source at the beginning of the talk */
export async function openingApp(folder: string): Promise<string> {
  const workspace = join(folder, 'workspace');
  await resetWorkspace(workspace, []);
  return join(workspace, 'app');
}
