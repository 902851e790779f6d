import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { translator } from '../../src/messages/index.ts';
import { NODE_ARGUMENTS, pycont, scene, step, talkOf } from './pycont.ts';
import { temporaryFolder } from '../show/temporary.ts';

const HELLO = scene('hello', `\nNarrator: Once upon a time.\n${step('exit=0', 'echo hi')}`);

test.each([
  ['an unknown command', ['scen'], 2, /unknown command 'scen'\n→ Did you mean scene\?/],
  ['an unknown flag', ['rehearse', '--jsn'], 2, /unknown option '--jsn'\n→ Did you mean --json\?/],
  ['an unknown stage', ['--stage', 'moon', 'rehearse'], 2, /'moon' is invalid.*embedded/],
  ['a stage that cannot be had', ['--stage', 'cluster', 'rehearse'], 2, /There is no cluster\n→ Leave/],
  ['an unknown scene', ['scene', 'show', 'helo'], 2, /There is no scene 'helo'\n→ Did you mean hello\?/],
  ['a missing scene', ['scene', 'show'], 2, /missing required argument 'id'/],
  ['an unknown scene to rehearse', ['rehearse', '--scene', 'nine'], 2, /There is no scene 'nine'/],
  [
    'a talk that is not there',
    ['--scenes', '/nowhere', 'scene', 'list'],
    2,
    /\/nowhere does not exist\n→ .*--scenes/,
  ],
  ['an argument too many', ['doctor', 'now'], 2, /too many arguments/],
])('%s is told in two lines, with its exit code and without a stack', async (_what, args, code, message) => {
  const { env, scenes } = talkOf(HELLO);
  const ended = await pycont(args.includes('--scenes') ? args : ['--scenes', scenes, ...args], env);
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).toMatch(/^pycont: [^\n]+\n→ [^\n]+\n$/);
  expect(ended).toMatchObject({ code, stdout: '' });
});

test('a broken scene is told with file, line and column, by every command that reads it', async () => {
  const { env, scenes } = talkOf(HELLO, scene('broken', '```sh exit=0\nls\n'));
  for (const args of [['scene', 'show', 'hello'], ['rehearse'], ['scene', 'next']]) {
    const { code, stderr } = await pycont(['--scenes', scenes, ...args], env);
    expect(stderr).toMatch(/02-scene\/scene\.md:7:1: the block is not closed\n→ Close it/);
    expect(code).toBe(2);
  }
});

test('a scene without its patch, and two scenes of one id, are told', async () => {
  const missing = talkOf(scene('a', '\n```diff fix=other.patch\n```\n'));
  expect((await pycont(['--scenes', missing.scenes, 'scene', 'show', 'a'], missing.env)).stderr).toMatch(
    /scene\.md:8:1: the patch other\.patch is missing/,
  );
  const twins = talkOf(HELLO, HELLO);
  expect((await pycont(['--scenes', twins.scenes, 'scene', 'list'], twins.env)).stderr).toMatch(
    /'hello' is already used by/,
  );
});

test('a diff shown to readers must be that of the patch', async () => {
  const { env, scenes } = talkOf(scene('a', '\n```diff\n-bad\n+better\n```\n'));
  const { stderr } = await pycont(['--scenes', scenes, 'scene', 'show', 'a'], env);
  expect(stderr).toMatch(/scene\.md:10:1: this line is not in fix\.patch/);
});

test('help and version go to stdout with exit code 0', async () => {
  const { env } = talkOf(HELLO);
  for (const args of [[], ['--help'], ['help', 'scene'], ['rehearse', '--help']]) {
    expect(await pycont(args, env)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage: pycont'),
    });
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const args of [['--version'], ['--stage', 'embedded', '-V'], ['scene', 'next', '--version']]) {
    const report = (await pycont(args, env)).stdout;
    expect(report.split('\n')[0]).toBe(version);
    expect(report).toContain(`node      ${process.version}\n`);
  }
});

test('--help loads no library but the one that reads the command line', async () => {
  const log = join(temporaryFolder(), 'loaded');
  const spy = `import { registerHooks } from 'node:module'; import { appendFileSync } from 'node:fs';
    registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });`;
  const spying = ['--import', `data:text/javascript,${encodeURIComponent(spy)}`];
  const { status } = spawnSync(process.execPath, ['--no-warnings', ...spying, 'src/cli/main.ts', '--help']);
  expect(status).toBe(0);
  const libraries = readFileSync(log, 'utf8').matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g);
  expect([...new Set([...libraries].map(([, name]) => name))]).toEqual(['commander']);
});

test('a home that cannot be used is told with what to do', async () => {
  const { root, scenes, env } = talkOf(HELLO);
  const file = join(root, 'file');
  writeFileSync(file, '');
  const ended = await pycont(['--scenes', scenes, 'scene', 'next'], {
    ...env,
    PYCONT_HOME: join(file, 'home'),
  });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^pycont: .*a part of the path is a file\n→ Set PYCONT_HOME/);
  symlinkSync(join(root, 'loop'), join(root, 'loop'));
  mkdirSync(join(root, 'home'), { recursive: true });
  writeFileSync(join(root, 'home', 'talk'), '');
  for (const home of [join(root, 'loop'), join(root, 'x'.repeat(300)), join(root, 'home')]) {
    const told = await pycont(['--scenes', scenes, 'scene', 'next'], { ...env, PYCONT_HOME: home });
    expect(told).toMatchObject({ code: 1, stderr: expect.stringMatching(/cannot be written: .*\n→ /) });
  }
  if (process.getuid?.() === 0) return;
  const locked = join(root, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  const denied = await pycont(['--scenes', scenes, 'scene', 'next'], {
    ...env,
    PYCONT_HOME: join(locked, 'home'),
  });
  expect(denied.stderr).toMatch(/permission/);
});

test('a folder that was removed under the shell is told', () => {
  const { root, env } = talkOf(HELLO);
  const script = 'mkdir gone; cd gone; rmdir ../gone; exec "$@"';
  const words = ['-c', script, '-', process.execPath, ...NODE_ARGUMENTS, 'scene', 'list'];
  const { status, stderr } = spawnSync('sh', words, { cwd: root, env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/exists\n→ .*cd\n$/) });
});

test('a reader that goes away is no error', () => {
  const many = scene(
    'many',
    Array.from({ length: 20_000 }, (_, index) => `\nNarrator: line ${index}\n`).join(''),
  );
  const { scenes, env } = talkOf(many);
  const command = [process.execPath, ...NODE_ARGUMENTS, '--scenes', scenes, 'scene', 'show', 'many'].map(
    (word) => `'${word}'`,
  );
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `set -o pipefail; ${command.join(' ')} | head -n 1; echo "code \${PIPESTATUS[0]}"`],
    { env, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/The many\ncode 0\n$/);
});

test.each(['en', 'cs'])('everything printed fits into 40 columns, in %s', async (language) => {
  const words = 'Narrator: A sentence of many words that would never fit into one line of a narrow terminal.';
  const { scenes, env } = talkOf(
    scene('long-name-of-scene', `\n${words}\n\n- ${words}\n${step('exit=0', 'true')}`),
    HELLO,
  );
  for (const args of [
    ['scene', 'list'],
    ['scene', 'show', 'long-name-of-scene'],
    ['scene', 'next'],
    ['rehearse'],
  ]) {
    const { stdout, code } = await pycont(['--lang', language, '--scenes', scenes, ...args], {
      ...env,
      COLUMNS: '40',
    });
    expect(code).toBe(0);
    const long = stdout.split('\n').filter((line) => [...line].length > 40 && !line.includes('/ledger/'));
    expect(long, args.join(' ')).toEqual([]);
  }
});

test('a pipe gets no colours, and NO_COLOR keeps them away', async () => {
  const { scenes, env } = talkOf(HELLO);
  const { stdout } = await pycont(['--scenes', scenes, 'scene', 'show', 'hello'], env);
  expect(stdout).not.toContain('\u001B');
  const forced = await pycont(['--scenes', scenes, 'scene', 'show', 'hello'], { ...env, FORCE_COLOR: '1' });
  expect(forced.stdout).toContain('\u001B');
  const none = await pycont(['--scenes', scenes, 'scene', 'show', 'hello'], {
    ...env,
    FORCE_COLOR: '1',
    NO_COLOR: '1',
  });
  expect(none.stdout).toBe(stdout);
});

test('the stage can be started, asked and stopped; its environment can be read by a shell', async () => {
  const { env, home } = talkOf(HELLO);
  expect((await pycont(['stage', 'status'], env)).code).toBe(3);
  expect(await pycont(['stage', 'up'], env)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('a folder'),
  });
  expect(JSON.parse((await pycont(['stage', 'status', '--json'], env)).stdout)).toMatchObject({
    stage: 'embedded',
    up: true,
  });
  const { stdout } = await pycont(['stage', 'env'], { ...env, PATH: `${env.PATH}:/it's $HOME` });
  const read = spawnSync('bash', ['-c', `${stdout}\nprintf '%s\\n' "$STATE" "$PATH"`], {
    encoding: 'utf8',
    env,
  });
  expect(read.stdout).toBe(`${join(home, 'state')}\n${env.PATH}:/it's $HOME\n`);
  expect((await pycont(['stage', 'down'], env)).code).toBe(0);
  expect((await pycont(['stage', 'logs'], env)).stderr).toMatch(/not written a log yet\n→/);
});

test('the doctor says what is wrong, and fails when the talk cannot be played', async () => {
  const { env, scenes } = talkOf(HELLO);
  const good = await pycont(['--scenes', scenes, 'doctor', '--json'], env);
  const findings = JSON.parse(good.stdout) as { check: string; level: string }[];
  expect(findings.find(({ check }) => check === 'bash')).toMatchObject({ level: 'good' });
  const bad = await pycont(['--scenes', '/nowhere', 'doctor'], env);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/✗ talk .*\/nowhere does not exist\n\s+→ Give the folder/);
});

test('every command has examples, and they are commands that there are', () => {
  const leaves = (command: Command, words: string[]): [Command, string[]][] => [
    [command, words],
    ...command
      .createHelp()
      .visibleCommands(command)
      .filter((child) => child.name() !== 'help')
      .flatMap((child) => leaves(child, [...words, child.name()])),
  ];
  const program = buildProgram(translator('en'));
  for (const [command, words] of leaves(program, [])) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const examples = help.split('\nExamples:\n')[1] ?? '';
    const lines = [...examples.matchAll(/pycont ([^)|\n]*?)(?= {2,}|[)|\n]|$)/gm)].map(([, line]) =>
      line!.trim(),
    );
    expect(lines.length, words.join(' ')).toBeGreaterThan(0);
    expect(
      lines.some((line) => line.includes(words.join(' '))),
      words.join(' '),
    ).toBe(true);
    for (const line of lines) {
      let at: Command = program;
      for (const word of line.split(' ').filter((each) => !each.startsWith('-')))
        at = at.commands.find((child) => child.name() === word) ?? at;
      const options = [...at.options, ...program.options].flatMap(({ long, short }) => [long, short]);
      for (const [flag] of line.matchAll(/(?<= |^)--?[a-z][\w-]*/g)) expect(options, line).toContain(flag);
      expect(at, line).not.toBe(program);
    }
  }
});
