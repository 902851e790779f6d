import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readKubeContext } from '../../../src/stage/cluster/kube-context.ts';
import { reachable } from '../../../src/stage/cluster/reachable.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const CONTEXT = { name: 'mine', server: 'https://127.0.0.1:1', kubeconfig: '/dev/null' };

/** kubectl and docker are these scripts; docker is well. */
function kubectlIs(script: string): void {
  const bin = temporaryFolder();
  for (const [name, body] of [
    ['kubectl', script],
    ['docker', 'exit 0'],
  ] as const)
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', [bin, process.env.PATH].join(delimiter));
}

afterEach(() => vi.unstubAllEnvs());

test('a cluster that does not answer is told from one that refuses', async () => {
  kubectlIs('echo "The connection to the server 127.0.0.1:1 was refused" >&2; exit 1');
  await expect(reachable(CONTEXT)).rejects.toThrow(
    'The cluster of mine does not answer at https://127.0.0.1:1.',
  );
  kubectlIs('echo "error: You must be logged in to the server" >&2; exit 1');
  await expect(reachable(CONTEXT)).rejects.toMatchObject({
    message:
      'The cluster of mine at https://127.0.0.1:1 does not accept requests: You must be logged in to the server',
    remedy: expect.stringContaining('Fix the kube context'),
  });
});

test('a kubectl that does not come to an end is not waited for', async () => {
  kubectlIs(`trap '' TERM; while :; do sleep 1; done`);
  await expect(readKubeContext(temporaryFolder(), 'pycont')).rejects.toThrow('kubectl does not end');
});
