/** One grammar of durations for every flag that takes a time, and for the files of a talk. */
import type { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { translator } from '../../src/messages/index.ts';
import { parseScene } from '../../src/show/format/parse-scene.ts';
import type { Scene } from '../../src/show/format/scene.ts';
import { stepsOf } from '../../src/show/format/scene.ts';

type Place = [place: string, read: (text: string) => unknown, prefix: RegExp];

function optionsOf(command: Command, path: string[] = []): [place: string, option: Option][] {
  return [
    ...command.options.map((each): [string, Option] => [[...path, each.long].join(' '), each]),
    ...command.commands.flatMap((each) => optionsOf(each, [...path, each.name()])),
  ];
}

const OPTIONS = optionsOf(buildProgram(translator('en')));
const FLAGS = OPTIONS.filter(([, { flags }]) => flags.includes('<time>')).map(([place, option]): Place => [
  place,
  (text) => option.parseArg!(text, undefined),
  new RegExp(`^${option.long}: `),
]);

function sceneOf(budget: string, attributes: string): Scene {
  const front = `id: a\ntitle: A\ncast: [Narrator]\nbudget: ${budget}`;
  return parseScene(`---\n${front}\n---\n\`\`\`sh exit=0 ${attributes}\ntrue\n\`\`\`\n`, 'scene.md');
}
const firstStep = (attributes: string) => stepsOf(sceneOf('1m', attributes))[0]!;
const boundOf = (attributes: string) => {
  const step = firstStep(attributes);
  return step.kind === 'command' && step.expectations.find((each) => each.kind === 'duration')?.ms;
};
const AT = /^scene\.md:\d+:\d+: /;
const FILES: Place[] = [
  ['budget:', (text) => sceneOf(text, '').budgetMs, AT],
  ['timeout=', (text) => firstStep(`timeout="${text}"`).timeoutMs, AT],
  ['duration=', (text) => boundOf(`duration="<${text}"`), AT],
];

test('these flags take a time, and no other flag does by another name', () => {
  expect(FLAGS.map(([place]) => place)).toEqual([
    'load --duration',
    'load --timeout',
    'graph --interval',
    'operator run --window',
    'operator run --cooldown',
    'operator run --stabilization',
    'operator run --interval',
  ]);
  // A number of a unit that the flag itself names is not a duration.
  const others = OPTIONS.filter(([, { flags }]) => /<(?!time>)[^>]*(sec|min|ms|dur|interval)/.test(flags));
  expect(others.map(([place]) => place)).toEqual(['operator run --threshold-ms']);
});

test.each([...FLAGS, ...FILES])('%s takes a duration however it is written', (_place, read) => {
  const written = ['90', '90s', '1m30s', '1.5m', '500ms', '0.5', '2m'];
  expect(written.map(read)).toEqual([90_000, 90_000, 90_000, 90_000, 500, 500, 120_000]);
});

const mistakes = ['5 min', '-1s', '1x', 'soon', '1,5s'];
const table = [
  ...FLAGS.flatMap((place) => [...mistakes, ''].map((text) => [...place, text] as const)),
  ...FILES.flatMap((place) => mistakes.map((text) => [...place, text] as const)),
];
test.each(table)('%s refuses a mistake in the same words', (_place, read, prefix, text) => {
  const { texts, exitCode } = mistakeOf(() => read(text));
  expect(exitCode).toBe(2);
  const problem = ['en', 'cs'].map((language) =>
    translator(language as 'en')(texts.message).replace(prefix, ''),
  );
  expect(problem).toEqual([`'${text}' is not a valid duration`, `„${text}“ není platná doba`]);
  expect(String(texts.remedy)).toBe('Write it as 90 (seconds), 90s, 1m30s or 500ms');
});

test('a standard is shown as it is written', () => {
  const standards = OPTIONS.filter(([, { flags }]) => flags.includes('<time>')).map(([place, option]) => [
    place,
    option.defaultValue,
    option.defaultValueDescription,
  ]);
  expect(standards).toContainEqual(['operator run --window', 15_000, '15s']);
  expect(standards).toContainEqual(['graph --interval', 1000, '1s']);
});

function mistakeOf(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was taken');
}
