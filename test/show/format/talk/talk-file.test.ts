import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTalkFile, parseTalkFile } from '../../../../src/show/format/talk/talk-file.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { temporaryFolder } from '../../temporary.ts';

const talkMd = (matter: string) => `---\n${matter}\n---\n\nWhat the talk is about.\n`;
const read = (matter: string) => parseTalkFile(talkMd(matter), 'talk.md');
const mistakes = (matter: string) => read(matter).mistakes.map(({ message }) => message);

test('a talk has a title, and names what it owns', () => {
  const { talk, mistakes } = read(`title: Demos
owns:
  namespaces: [demos, demos-2]
  containers:
    - web
    - db_1
  images: ['example/web:1.0']
  volumes: []`);
  expect(mistakes).toEqual([]);
  expect(talk).toEqual({
    title: 'Demos',
    owns: {
      namespaces: ['demos', 'demos-2'],
      containers: ['web', 'db_1'],
      images: ['example/web:1.0'],
      volumes: [],
    },
  });
  expect(read('title: Demos').talk.owns).toEqual({});
  expect(read('title: T\nowns: { containers: [1, b] }').talk.owns).toEqual({ containers: ['1', 'b'] });
});

test('every mistake is reported with its line and column, and valid names are read', () => {
  expect(
    mistakes(`titel: T
owns:
  namespace: [demos]
  containers: web
  networks: [a b, --all]`),
  ).toEqual([
    "talk.md:1:1: the front matter has no 'title'",
    "talk.md:2:1: the front matter has an unknown key 'titel'",
    "talk.md:4:3: the front matter has an unknown key 'namespace'",
    "talk.md:5:15: 'containers' must be a list of names",
    "talk.md:6:14: 'a b' is not a valid name among networks",
    "talk.md:6:19: '--all' is not a valid name among networks",
  ]);
  expect(mistakes('title: T\nowns: [demos]')).toEqual([
    "talk.md:3:7: 'owns' must have a list of names for each kind",
  ]);
  expect(mistakes('title: T\nowns:')).toEqual([
    "talk.md:3:6: 'owns' must have a list of names for each kind",
  ]);
  const { talk } = read('owns: { volumes: [data, "*"], containers: {} }');
  expect(talk).toEqual({ owns: { volumes: ['data'], containers: [] } });
  expect(parseTalkFile('# A talk\n', 'talk.md').mistakes.map(({ message }) => message)).toEqual([
    'talk.md:1:1: the front matter is missing',
  ]);
});

test('a talk cannot own what exists without it', () => {
  expect(
    mistakes(
      'title: T\nowns: { namespaces: [default, kube-system, kubernetes], networks: [bridge], clusterroles: [cluster-admin] }',
    ),
  ).toEqual([
    "talk.md:3:22: 'default' among namespaces exists without the talk, which cannot own it",
    "talk.md:3:31: 'kube-system' among namespaces exists without the talk, which cannot own it",
    "talk.md:3:68: 'bridge' among networks exists without the talk, which cannot own it",
    "talk.md:3:92: 'cluster-admin' among clusterroles exists without the talk, which cannot own it",
  ]);
});

test("without a talk.md a talk owns what pycont's own talk does", async () => {
  const folder = temporaryFolder();
  const own = await loadTalkFile(join(packageRoot(), 'scenes'));
  expect(await loadTalkFile(folder)).toEqual({ owns: own.owns });
  rmSync(folder, { recursive: true });
});

test('a translation has a title, and owns nothing', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'talk.md'), talkMd('title: Demos\nowns: { namespaces: [demos] }'));
  writeFileSync(join(folder, 'talk.cs.md'), talkMd('title: Ukázky'));
  expect(await loadTalkFile(folder, 'cs')).toEqual({ title: 'Ukázky', owns: { namespaces: ['demos'] } });
  expect((await loadTalkFile(folder)).title).toBe('Demos');
  writeFileSync(join(folder, 'talk.cs.md'), talkMd('title: Ukázky\nowns: {}'));
  await expect(loadTalkFile(folder, 'cs')).rejects.toThrow(
    /talk\.cs\.md:3:1: the front matter has an unknown key 'owns'/,
  );
  rmSync(folder, { recursive: true });
});
