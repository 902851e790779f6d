import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import { temporaryFolder } from '../temporary.ts';

const MATTER = '---\nid: a\ntitle: A\ncast: [Narrator]\nbudget: 1m\n---\n';
const sh = (info: string, command: string) => `\`\`\`sh ${info}\n${command}\n\`\`\`\n`;
const stop = (name: string) => `\`\`\`stop name="${name}"\n\`\`\`\n`;

async function steps(english: string | undefined, czech: string) {
  const root = temporaryFolder();
  mkdirSync(join(root, 'a'));
  if (english !== undefined) writeFileSync(join(root, 'a', 'scene.md'), MATTER + english);
  writeFileSync(join(root, 'a', 'scene.cs.md'), MATTER + czech);
  const [scene] = await loadScenes(root, 'cs');
  return stepsOf(scene!).map(({ id, name, ...step }) => [
    id,
    name,
    ...(step.kind === 'stop' ? [step.background] : []),
  ]);
}

test('a translated step has the id of the step that it translates, and its own name', async () => {
  const english =
    sh('name=load background exit=0', 'run') + sh('name="look at it" look exit=0', 'ls') + stop('load');
  const czech =
    sh('name="zátěž" background exit=0', 'run') + sh('name="podívat se" look exit=0', 'ls') + stop('zátěž');
  expect(await steps(english, czech)).toEqual([
    ['load', 'zátěž'],
    ['look-at-it', 'podívat se'],
    ['stop-load', 'stop zátěž', 'load'],
  ]);
});

test('what has no counterpart keeps its own id', async () => {
  const one = sh('name=one exit=0', 'ls');
  expect(await steps(one, sh('name=jedna exit=0', 'ls -l'))).toEqual([['jedna', 'jedna']]);
  expect(await steps(one, one + sh('name="dvě" exit=0', 'ls'))).toEqual([
    ['one', 'one'],
    ['dve', 'dvě'],
  ]);
  expect(await steps(undefined, sh('name=jedna exit=0', 'ls'))).toEqual([['jedna', 'jedna']]);
  expect(await steps('![a picture](a.png)\n\n' + one, sh('name=jedna exit=0', 'ls'))).toEqual([
    ['one', 'jedna'],
  ]);
});
