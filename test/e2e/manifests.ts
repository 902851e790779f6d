import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/system/package-root.ts';

export const PARTS = [
  '',
  'app',
  'redis',
  'redis-claim',
  'ingress',
  'ingress/traefik',
  'monitoring',
  'dashboard',
  'operator',
];

/** A namespace of their own, so that nobody's talk is in the way. */
export const NAMESPACE = 'manifests-on-trial';

/** What the API server says to a part of deploy/ that it only tries; a line an object. */
export async function tryOut(part: string, env: Record<string, string>): Promise<string[]> {
  const { stdout: manifests } = await execa('kubectl', ['kustomize', join(packageRoot(), 'deploy', part)], {
    env,
  });
  const { stdout } = await execa('kubectl', ['apply', '--dry-run=server', '--filename=-'], {
    env,
    input: manifests.replaceAll(/^( *)namespace: (pycont|traefik)$/gm, `$1namespace: ${NAMESPACE}`),
  });
  return stdout.split('\n');
}
