/** No sentence for people is written where it is said: read from the source, not from what happens to be printed. */
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGLISH } from './bypassing.ts';
import { textsOf } from './source.ts';

/** Docker, kubectl, Redis and Prometheus speak English, and so do what stands in for them and what runs in pods. */
const AT_START = [
  'src/embedded/apiserver/http/server.ts',
  'src/embedded/containers/namespaces/entry.ts',
  'src/embedded/containers/namespaces/probe.ts',
  'src/embedded/docker-engine/server/socket-path.ts',
  'src/embedded/network/block.ts',
];
const SOURCES = [
  ...globSync('src/{cli,errors,kubernetes,load,notation,operator,show,stage,system}/**/*.{ts,tsx}'),
  ...AT_START,
];
const ALLOWED = new Set<string>(Object.values(ENGLISH).flat());

test.each(SOURCES)('all that %s says to a person is in the catalogue', (file) => {
  const { spoken } = textsOf(file);
  expect([...spoken].filter((text) => !ALLOWED.has(text))).toEqual([]);
});

test('nothing is allowed to stay English that nobody says', () => {
  const files = globSync('src/**/*.{ts,tsx}', { exclude: ['src/messages/**'] });
  const texts = new Set(files.flatMap((file) => [...textsOf(file).all]));
  expect([...ALLOWED].filter((text) => !texts.has(text))).toEqual([]);
});

test('sentences are found wherever they are made: in errors, in fields that are texts, in what is printed', () => {
  const said = (source: string) => [...textsOf(source, { isSource: true }).spoken];
  expect(said("throw new UserError('It is gone', GONE.remedy)")).toEqual(['It is gone']);
  expect(said("const failure = { expected: `the command to end within ${time}`, got: 'no output' }")).toEqual(
    ['the command to end within {}', 'no output'],
  );
  expect(said("const seen = late ? { invalid: `${name} is ${value}` } : { detail: 'no answer' }")).toEqual([
    '{} is {}',
    'no answer',
  ]);
  expect(said("out.write(`${translate('Clearing the stage')}\\n`)")).toEqual(['Clearing the stage']);
  expect(said("report(late ? 'too late' : TALK.reset); view.preparing('Cleaning up')")).toEqual([
    'too late',
    'Cleaning up',
  ]);
  expect(said("process.stdout.write('No talk is in progress\\n')")).toEqual(['No talk is in progress\n']);
  expect(said("note(PLAYER.over); report(`${scene.id}: ${step.name}`); run('git apply fix.patch')")).toEqual(
    [],
  );
});
