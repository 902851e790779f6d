/** A real Docker Engine and a real cluster, if the environment says that they are disposable. */
import { execa } from 'execa';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/system/package-root.ts';
import { APP_IMAGE, openingApp } from './embedded-side.ts';
import type { Side } from './embedded-side.ts';

/** Prefix of the names of all objects that transcripts create. */
const PREFIX = 'conf-';

export const realSideIsThere = process.env.REALSTAGE === '1';

export async function openReal(): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-conformance-real-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const { stdout } = await execa('kubectl', ['config', 'view', '--raw', '--flatten', '--minify']);
  writeFileSync(kubeconfig, stdout, { mode: 0o600 });
  const app = await openingApp(folder);
  await provideApp(app);
  await sweep();
  return {
    name: 'real',
    env: { KUBECONFIG: kubeconfig, ROOT: packageRoot(), APP: app },
    names: [[/\brealstage\b/g, 'NODE']],
    patience: 380_000,
    async close() {
      await sweep();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The engine and the cluster may have another version under that name. */
async function provideApp(app: string): Promise<void> {
  await execa('docker', ['build', '-t', APP_IMAGE, app]);
  const loader = process.env.PYCONT_IMAGE_LOADER;
  if (loader) await execa(loader, [APP_IMAGE]);
}

/** Removes what a failed transcript has left, before the next one. */
async function sweep(): Promise<void> {
  const named = async (command: string, ...args: string[]) =>
    (await execa(command, args)).stdout
      .split('\n')
      .map((line) => line.replace(/^.*\//, ''))
      .filter((name) => name.startsWith(PREFIX));
  const namespaces = await named('kubectl', 'get', 'namespaces', '-o', 'name');
  if (namespaces.length > 0) await execa('kubectl', ['delete', 'namespace', ...namespaces]);
  const containers = await named('docker', 'ps', '-a', '--format', '{{.Names}}');
  if (containers.length > 0) await execa('docker', ['rm', '-f', ...containers]);
  for (const kind of ['network', 'volume']) {
    const left = await named('docker', kind, 'ls', '--format', '{{.Name}}');
    if (left.length > 0) await execa('docker', [kind, 'rm', ...left]);
  }
}
