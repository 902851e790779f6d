import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseImageLoader } from '../../../../src/stage/cluster/images/image-loader.ts';
import { pushImage } from '../../../../src/stage/cluster/images/push.ts';
import { temporaryFolder } from '../../../show/temporary.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['speaks', 'echo no space left >&2; exit 1', 0o755, /into the cluster: no space left$/],
  ['is killed', 'kill -9 $$', 0o755, /into the cluster: .*SIGKILL/],
  ['cannot be executed', 'exit 0', 0o644, /into the cluster: .*EACCES/],
])('a loader that fails and %s: why', async (_what, script, mode, why) => {
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'docker'), '#!/bin/sh\necho sha256:1 1000\n', { mode: 0o755 });
  vi.stubEnv('PATH', [bin, process.env.PATH].join(delimiter));
  const program = join(bin, 'my loader');
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode });
  const loader = chooseImageLoader('mine', { program })!;
  const loaded = { has: async () => false, add: async () => {}, forget: async () => {} };
  await expect(pushImage('x:1', { loader, loaded }, () => {})).rejects.toThrow(why);
});
