import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NODE_ARGUMENTS, pycont, scene, talkOf } from '../../pycont.ts';

const talk = () => talkOf(scene('hello', '\nNarrator: hi\n'), scene('help-me', '\nNarrator: hi\n'));
const names = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[0]);

test.each([
  [['sce'], ['scene']],
  [['scene', 'g'], ['goto']],
  [
    ['--stage', ''],
    ['auto', 'embedded', 'cluster'],
  ],
  [['--stage', 'c'], ['cluster']],
  [['rehearse', '--ju'], ['--junit']],
  [
    ['rehearse', '--format', 'j'],
    ['json', 'junit'],
  ],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['nothing-of-ours', 'x'], ['']],
])('after %j come %j', async (words, expected) => {
  const { env } = talk();
  expect(names((await pycont(['complete', '--', ...words], env)).stdout)).toEqual(expected);
});

test('scenes are completed where one is wanted', async () => {
  const { env, scenes } = talk();
  const of = async (...words: string[]) =>
    names((await pycont(['--scenes', scenes, 'complete', '--', ...words], env)).stdout);
  expect(await of('scene', 'goto', 'hel')).toEqual(['hello', 'help-me']);
  expect(await of('rehearse', '--scene', 'help')).toEqual(['help-me']);
  const other = talkOf(scene('other', '\nNarrator: hi\n'));
  const there = { ...env, HOME: other.root };
  const typed = [
    ['--scenes', other.scenes],
    ['--scenes', `"${other.scenes}"`],
    ['--scenes', '~/scenes'],
    ['--scenes=~/scenes'],
    ['--scenes', '=', other.scenes],
  ];
  for (const words of typed)
    expect(names((await pycont(['complete', '--', ...words, 'scene', 'goto', ''], there)).stdout)).toEqual([
      'other',
    ]);
});

test('bash completes with what it is given; each shell takes its script', async () => {
  const { env, root } = talk();
  const command = join(root, 'pycont');
  writeFileSync(
    command,
    `#!/bin/sh\nexec ${[process.execPath, ...NODE_ARGUMENTS].map((word) => `'${word}'`).join(' ')} "$@"\n`,
  );
  chmodSync(command, 0o755);
  const script = `source <(pycont completion bash); COMP_WORDS=(pycont scene g); COMP_CWORD=2; _pycont; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    env: { ...env, PATH: `${root}:${env.PATH}` },
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'goto\n', stderr: '' });
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout: text } = await pycont(['completion', shell], env);
    // Where that shell is installed, it must be able to read it.
    const file = join(root, `completion.${shell}`);
    writeFileSync(file, text);
    const read = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
    if (!read.error) expect(read, shell).toMatchObject({ status: 0, stderr: '' });
  }
  expect((await pycont(['completion', 'tcsh'], env)).code).toBe(2);
});
