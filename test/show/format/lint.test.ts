import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { lintTalk } from '../../../src/show/format/lint.ts';
import { temporaryFolder } from '../temporary.ts';

const matter = (id: string) => `---\nid: ${id}\ntitle: T\ncast: [Narrator]\nbudget: 1m\n---\n`;

async function mistakes(files: Record<string, string>): Promise<string[]> {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const found = (await lintTalk(folder)).mistakes.map(({ message }) => message.replaceAll(`${folder}/`, ''));
  rmSync(folder, { recursive: true });
  return found;
}

test('a step that only waits is to say so, or that it looks', async () => {
  const wait = (info: string) =>
    `\`\`\`sh ${info} exit=0\nkubectl rollout status deployment/a --timeout=9s\n\`\`\`\n`;
  const found = await mistakes({
    'a/scene.md': `${matter('a')}${wait('name=one')}${wait('name=two wait')}${wait('name=three look')}`,
  });
  expect(found).toEqual(["a/scene.md:7:1: the step 'one' only waits"]);
});

test('a step that only a person can play, or end, is told', async () => {
  const step = (info: string, more = '') => `\`\`\`sh ${info}\ndocker logs -f redis${more}\n\`\`\`\n`;
  const played = [
    step('interactive exit=130 ends="Ctrl-C" after=2s'),
    step('interactive exit=130', '\nwait for="Ready"\nsend=^C'),
    step('ends="Ctrl-C" contains="Ready"'),
    step('tty exit=0'),
  ];
  const unplayed = [step('name=typed interactive exit=130'), step('name=endless ends="Ctrl-C" exit=130')];
  const found = await mistakes({ 'a/scene.md': matter('a') + [...unplayed, ...played].join('') });
  expect(found).toEqual([
    "a/scene.md:7:1: only a person can play the step 'typed': nothing says what is typed into it",
    'a/scene.md:10:1: nothing says when this command is ended',
  ]);
});

test('every mistake of every file is told, each with its place', async () => {
  const found = await mistakes({
    'a/scene.md': `${matter('a')}Hipster: hi\n\n\`\`\`sh\nls\n\`\`\`\n\n<!-- note --> more\n\n\`\`\`sh exit=0 colour=red\nls\n\`\`\`\n\nNarrator:  \n\n\`\`\`sh exit=0\nls\n`,
    'b/scene.md': 'no front matter\n',
    'c/scene.md': `${matter('c')}\n\`\`\`diff\n+one\n+two\n\`\`\`\n\`\`\`diff fix=none.patch\n\`\`\`\n`,
    'c/fix.patch': '+one\n',
    'd/scene.md': `${matter('c')}Narrator: again\n`,
  });
  expect(found).toEqual([
    'a/scene.md:7:1: Hipster speaks but is not in the cast',
    'a/scene.md:9:1: the step expects nothing',
    expect.stringMatching(/^a\/scene\.md:13:14: there is text after the comment/),
    expect.stringMatching(/^a\/scene\.md:15:14: 'colour' is not a valid attribute/),
    expect.stringMatching(/^a\/scene\.md:21:1: the block is not closed/),
    expect.stringMatching(/^b\/scene\.md:1:1: the front matter is missing/),
    expect.stringMatching(/^c\/scene\.md:10:1: this line is not in fix\.patch/),
    expect.stringMatching(/^c\/scene\.md:12:1: the patch none\.patch is missing/),
    "d/scene.md: the id 'c' is already used by c/scene.md",
  ]);
});

test('no mistake hides another, be it in one front matter, one step or one translation', async () => {
  const found = await mistakes({
    'a/scene.md': `---
id: A
titel: T
cast: [Narrator]
budget: soon
summary: [one]
---
![a picture](a.png)

Hipster: hi

\`\`\`sh name=load background exit=256 colour=red timeout=1x duration="1s" look=1
ls
\`\`\`

\`\`\`stop name=lod exit
\`\`\`

\`\`\`sh exit=0
kubectl rollout status deployment/a
\`\`\`
`,
    'a/scene.cs.md': `${matter('a')}<b>Narrator:</b> hi\n`,
  });
  expect(found).toEqual([
    "a/scene.md:1:1: the front matter has no 'title'",
    "a/scene.md:2:5: the id 'A' is hard to type",
    "a/scene.md:3:1: the front matter has an unknown key 'titel'",
    "a/scene.md:5:9: 'soon' is not a valid duration",
    "a/scene.md:6:10: 'summary' must be a text",
    'a/scene.md:8:1: a terminal cannot show an image',
    'a/scene.md:10:1: Hipster speaks but is not in the cast',
    "a/scene.md:12:33: '256' is not a valid exit code",
    "a/scene.md:12:37: 'colour' is not a valid attribute of a sh block",
    "a/scene.md:12:56: '1x' is not a valid duration",
    "a/scene.md:12:68: '1s' is not a valid bound on a duration",
    'a/scene.md:12:73: look takes no value',
    "a/scene.md:16:1: the background step 'lod' is not running here",
    'a/scene.md:16:18: exit needs a value',
    'a/scene.cs.md:7:1: a terminal cannot show HTML',
    'a/scene.cs.md:7:13: a terminal cannot show HTML',
  ]);
});

test('a translation must do the same', async () => {
  const step = (name: string, command: string) => `\`\`\`sh name=${name} exit=0\n${command}\n\`\`\`\n`;
  const main = `${matter('a')}Narrator: hi\n\n${step('one', 'ls')}${step('two', 'ls')}`;
  const of = (czech: string) => mistakes({ 'a/scene.md': main, 'a/scene.cs.md': czech });
  expect(await of(main.replace('hi', 'ahoj'))).toEqual([]);
  expect(await of(`${matter('a')}${step('one', 'ls -l')}`)).toEqual([
    "a/scene.cs.md:7:1: the step 'one' differs from the one in a/scene.md",
    "a/scene.cs.md:1:1: the step 'two' of a/scene.md is missing",
  ]);
  expect(await of(main.replace('name=two exit=0', 'name=two look exit=0'))).toEqual([
    "a/scene.cs.md:12:1: the step 'two' has other attributes than in a/scene.md",
  ]);
  expect(await of(`${matter('a')}${step('one', 'ls')}${step('zwei', 'ls')}${step('three', 'ls')}`)).toEqual([
    "a/scene.cs.md:13:1: the step 'three' is not in a/scene.md",
  ]);
  // Names are for people: those of a translation are its own.
  const load = (name: string) =>
    `\`\`\`sh name=${name} background exit=0\nls\n\`\`\`\n\`\`\`stop name=${name}\n\`\`\`\n`;
  const two = (one: string, other: string) => `${matter('a')}${load(one)}${load(other)}`;
  expect(
    await mistakes({ 'a/scene.md': two('load', 'more'), 'a/scene.cs.md': two('zátěž', '"víc zátěže"') }),
  ).toEqual([]);
  expect(await of(matter('b') + step('one', 'ls'))).toEqual([
    "a/scene.cs.md:1:1: the id 'b' differs from the one in a/scene.md",
  ]);
});

test('a scene that cannot be read is a mistake', async () => {
  const root = temporaryFolder();
  for (const name of ['a', 'b', 'c']) mkdirSync(join(root, name));
  mkdirSync(join(root, 'a', 'scene.md'));
  symlinkSync('/nowhere', join(root, 'b', 'scene.md'));
  writeFileSync(join(root, 'c', 'scene.md'), 'no front matter');
  expect((await lintTalk(root)).mistakes.map(({ message }) => message)).toEqual([
    expect.stringMatching(/a\/scene\.md cannot be read \(EISDIR\)/),
    expect.stringMatching(/b\/scene\.md cannot be read \(ENOENT\)/),
    expect.stringMatching(/c\/scene\.md:1:1: /),
  ]);
});

test('a numbered folder without a scene is a mistake, and so is a translation alone', async () => {
  expect(await mistakes({ '01-a/readme.md': '', '.git/config': '' })).toEqual([
    '01-a: there is no scene.md in this folder',
    expect.stringContaining('There is no scene in'),
  ]);
  expect(await mistakes({ 'a/scene.cs.md': '' })).toContain(
    'a/scene.cs.md: there is no scene.md in its folder',
  );
  expect(await mistakes({ 'a/Scene.md': '' })).toContain('a/Scene.md: there is no scene.md in its folder');
});

test('folders with other names have files for the steps', async () => {
  const scene = `${matter('a')}Narrator: hi\n`;
  expect(await mistakes({ '01-a/scene.md': scene, 'pictures/a.png': '', 'readme.md': '' })).toEqual([]);
});

test('mistakes in talk.md and its translations are reported too', async () => {
  const found = await mistakes({
    'talk.md': '---\ntitle: T\nowns: { volumes: data }\n---\n',
    'talk.cs.md': '---\nowns: {}\n---\n',
    'a/scene.md': `${matter('a')}Narrator: hi\n`,
  });
  expect(found).toEqual([
    "talk.md:3:18: 'volumes' must be a list of names",
    "talk.cs.md:1:1: the front matter has no 'title'",
    "talk.cs.md:2:1: the front matter has an unknown key 'owns'",
  ]);
});

test('a scene can only need one that is before it', async () => {
  const needing = (id: string, needs: string) =>
    `${matter(id).replace('\nbudget', `\nneeds: ${needs}\nbudget`)}Narrator: hi\n`;
  const found = await mistakes({
    '01-a/scene.md': needing('a', '[b]'),
    '02-b/scene.md': needing('b', '[a]'),
    '03-c/scene.md': needing('c', 'a'),
  });
  expect(found).toEqual([
    expect.stringMatching(/^03-c\/scene\.md:\d+:8: 'needs' must be a list of ids of scenes$/),
    "01-a/scene.md:1:1: this scene needs 'b', which is not a scene before it",
  ]);
});
