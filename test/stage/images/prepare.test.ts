/** What is pulled, built and loaded; docker is a script whose images are files. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { prepare } from '../../../src/stage/images/prepare.ts';
import type { Preparation, Stage } from '../../../src/stage/types.ts';
import { UserError } from '../../../src/errors/user-error.ts';
import { temporaryFolder } from '../../show/temporary.ts';
import { inEnglish } from '../../messages/in-english.ts';

const VERSIONS = ['0.0', '0.1', '0.2', '0.3', '0.4'].map((version) => `prgcont/pycont-app:${version}`);
const BUILT = [...VERSIONS, 'prgcont/pycont-operator:1.0'];
const PULLED = ['node:24-slim', 'redis:7', 'prom/prometheus:v2.42.0'];

/** An image is a file, named with underscores for slashes; a build's content is what its folder holds. */
const DOCKER = `
file="$IMAGES/$(echo "$1 $2 $3 $4 $5" | sed -n 's/^image inspect --format {{.Id}} //p; s/^build --tag \\([^ ]*\\) .*/\\1/p; s/^pull \\([^ ]*\\).*/\\1/p' | tr / _)"
case "$1" in
  image) test -e "$file" && cat "$file" ;;
  pull)
    if [ "$2" = "$NO_SUCH" ]; then printf 'Error: pulling\\nno such host\\n' >&2; exit 1; fi
    echo pulled > "$file" ;;
  build) cat "$4"/src/version.ts "$4"/package.json 2>/dev/null | cksum > "$file" ;;
esac`;

let images: string;
let env: Record<string, string>;
let loaded: string[];

beforeEach(() => {
  const folder = temporaryFolder();
  images = join(folder, 'images');
  mkdirSync(images);
  writeFileSync(join(folder, 'docker'), `#!/bin/sh${DOCKER}\n`, { mode: 0o755 });
  env = { PATH: [folder, process.env.PATH].join(delimiter), IMAGES: images, NO_SUCH: '' };
  loaded = [];
});

async function prepared(loadImage?: Stage['loadImage']): Promise<Preparation[]> {
  const told: Preparation[] = [];
  const stage = { environment: async () => env, ...(loadImage ? { loadImage } : {}) } as unknown as Stage;
  await prepare(stage, (each) => told.push(each));
  return inEnglish(told) as Preparation[];
}

const files = () => readdirSync(images).map((file) => file.replaceAll('_', '/'));
const levels = (told: Preparation[]) => [...new Set(told.map(({ level }) => level))];

test('everything is pulled and every version built, and the second time it is there', async () => {
  expect(levels(await prepared())).toEqual(['done']);
  expect(files().sort()).toEqual([...PULLED, ...BUILT].sort());
  const again = await prepared();
  expect(levels(again)).toEqual(['there']);
  expect(again.map(({ fact }) => String(fact).split(' ')[0])).toEqual([...PULLED, ...BUILT]);
});

test("what pods run is loaded into the cluster, what is only built on is not; the talk's own are distinguished", async () => {
  await prepared(async (image, own) => {
    loaded.push(`${image} ${own}`);
    return { level: 'done', fact: `${image} was loaded` };
  });
  expect(loaded).toEqual([
    'redis:7 false',
    'prom/prometheus:v2.42.0 false',
    ...BUILT.map((image) => `${image} true`),
  ]);
});

test('an image that cannot be pulled is reported with its reason, and the others follow', async () => {
  env.NO_SUCH = 'redis:7';
  const told = await prepared(async (image) => {
    loaded.push(image);
    return { level: 'done', fact: image };
  });
  expect(told.filter(({ level }) => level === 'failed')).toEqual([
    {
      level: 'failed',
      fact: 'redis:7 could not be pulled: no such host',
      remedy: expect.stringContaining('run it again'),
    },
  ]);
  expect(files()).toEqual(expect.arrayContaining(BUILT));
  expect(loaded).not.toContain('redis:7');
  expect(loaded).toContain('prom/prometheus:v2.42.0');
});

test('without what they are built on, nothing is built', async () => {
  env.NO_SUCH = 'node:24-slim';
  const told = await prepared();
  expect(told.filter(({ level }) => level === 'failed')).toHaveLength(1);
  expect(files()).not.toEqual(expect.arrayContaining([BUILT[0]]));
});

test('one that cannot be loaded does not keep the others', async () => {
  const told = await prepared(async (image) => {
    if (image === VERSIONS[1]) throw new UserError('no room on the node', 'Free some');
    loaded.push(image);
    return { level: 'done', fact: image };
  });
  expect(told.filter(({ level }) => level === 'failed')).toEqual([
    { level: 'failed', fact: 'no room on the node', remedy: 'Free some' },
  ]);
  expect(loaded).toContain(VERSIONS[2]);
});

test('only what is missing is done', async () => {
  await prepared();
  rmSync(join(images, 'redis:7'));
  rmSync(join(images, VERSIONS[3]!.replaceAll('/', '_')));
  const told = await prepared();
  expect(told.filter(({ level }) => level === 'done').map(({ fact }) => fact)).toEqual([
    'redis:7 was pulled into the engine',
    `${VERSIONS[3]} was built`,
  ]);
});
