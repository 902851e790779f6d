/** The two images of ours, built by a real engine. */
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const noEngine = (await execa('docker', ['info'], { reject: false, timeout: 10_000 })).failed;
const IMAGE = (part: string, turn: number) => `pycont-on-trial/${part}:${turn}`;

/** Every file that a build can have made, with its content. */
const CONTENT = 'find /code /root /home /tmp -type f -print0 | sort -z | xargs -0 sha256sum';

/** What lies in the context of each image. */
const CONTEXTS = {
  app: { '.': 'app' },
  operator: {
    '.dockerignore': '.dockerignore',
    operator: 'operator',
    kubernetes: 'kubernetes',
    messages: 'messages',
  },
};
type Part = keyof typeof CONTEXTS;
const PARTS = Object.keys(CONTEXTS) as Part[];

async function build(part: Part, turn: number): Promise<string> {
  const folder = temporaryFolder();
  for (const [to, from] of Object.entries(CONTEXTS[part]))
    await cp(join(packageRoot(), 'src', from), join(folder, to), { recursive: true });
  const own = part === 'app' ? folder : join(folder, part);
  await writeFile(join(own, '.env'), 'PASSWORD=hunter2\n');
  const file = ['--file', join(own, 'Dockerfile')];
  await execa('docker', ['build', '--no-cache', ...file, '--tag', IMAGE(part, turn), folder]);
  const run = ['run', '--rm', '--user', '0', '--entrypoint', 'sh', IMAGE(part, turn), '-c', CONTENT];
  return (await execa('docker', run)).stdout;
}

describe.skipIf(noEngine)(`images${noEngine ? ' (skipped: there is no engine)' : ''}`, () => {
  afterAll(async () => {
    const images = PARTS.flatMap((part) => [IMAGE(part, 1), IMAGE(part, 2)]);
    await execa('docker', ['image', 'rm', '--force', ...images], { reject: false });
  });

  test.each(PARTS)(
    'two builds of the %s have the same files, and nothing that only lay there',
    async (part) => {
      const first = await build(part, 1);
      expect(first).toContain('/code/');
      expect(first).not.toMatch(/\.env|\/tmp\/|\/\.npm\/|\.test\.ts|node_modules\/(typescript|vitest)\//);
      expect(await build(part, 2)).toBe(first);
    },
    240_000,
  );
});
