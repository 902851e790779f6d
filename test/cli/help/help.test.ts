import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { COMMANDS, EXAMPLES, GRAPH_OPTIONS, HELP, HELP_NOTES } from '../../../src/messages/index.ts';
import {
  LOAD_OPTIONS,
  OPERATOR_OPTIONS,
  OPTIONS,
  translator,
  VALUES,
  WEB_OPTIONS,
} from '../../../src/messages/index.ts';
import type { Text, Translate } from '../../../src/messages/index.ts';
import { Message } from '../../../src/messages/message.ts';
import { commandsIn, helpOf } from './programs.ts';

const WIDE = 1_000;
const AREAS = {
  help: HELP,
  values: VALUES,
  commands: COMMANDS,
  options: OPTIONS,
  loadOptions: LOAD_OPTIONS,
  graphOptions: GRAPH_OPTIONS,
  operatorOptions: OPERATOR_OPTIONS,
  webOptions: WEB_OPTIONS,
  examples: EXAMPLES,
  helpNotes: HELP_NOTES,
};

/** The help of every command, where each message is its key, and the messages that were asked for. */
function helpInKeys(): { help: [Command, string][]; asked: Map<string, Message> } {
  const asked = new Map<string, Message>();
  const mark = (text: Text) => {
    if (!(text instanceof Message)) return text;
    asked.set(text.key, text);
    return `⟦${text.key}⟧`;
  };
  const translate: Translate = Object.assign(mark, { language: 'en' as const, time: String });
  return { help: commandsIn(translate).map((command) => [command, helpOf(command, WIDE)]), asked };
}

/** What stays the same in every language: commands, flags, and the field's names of values. */
function namesIn(commands: Command[]): Set<string> {
  const values = ['id', 'image', 'ms', 'n', 'port', 'promql', 'shell', 'url', 'words', 'PYCONT', 'REGISTRY'];
  const described = commands.flatMap(({ options, registeredArguments }) => [
    ...options,
    ...registeredArguments,
  ]);
  const choices = described.flatMap(({ argChoices }) => argChoices ?? []);
  const flags = commands.flatMap(({ options }) => options.flatMap(({ long }) => long ?? []));
  const names = [
    ...commands.map((command) => command.name()),
    ...flags,
    ...choices,
    ...values,
    '--help',
    'help',
  ];
  return new Set(names.flatMap((name) => name.match(/\p{L}+/gu) ?? []));
}

test('all that the help of a command says is of the catalogue', () => {
  const { help } = helpInKeys();
  const names = namesIn(help.map(([command]) => command));
  for (const [command, text] of help) {
    const [above = '', below = ''] = text.split('⟦help.examples⟧');
    const words = above.replace(/⟦[^⟧]*⟧/gu, ' ').match(/\p{L}{2,}/gu) ?? [];
    expect(words.filter((word) => !names.has(word))).toEqual([]);
    const does = below.match(/⟦examples\.\w+⟧$/gmu) ?? [];
    expect(does.length, command.name()).toBe((below.match(/^ {2}\S/gm) ?? []).length);
  }
});

test('no entry of the catalogue is without a place in the help of a command', () => {
  const { asked } = helpInKeys();
  const keys = Object.entries(AREAS).flatMap(([name, area]) =>
    Object.keys(area).map((key) => `${name}.${key}`),
  );
  expect(keys.filter((key) => !asked.has(key))).toEqual([]);
});

test('the help in Czech is no wider than the help in English, and has no English in it', () => {
  const widest = (help: string) => Math.max(...help.split('\n').map((line) => [...line].length));
  const [english, czech] = [commandsIn(translator('en')), commandsIn(translator('cs'))];
  const texts = [...helpInKeys().asked.values()].filter((message) => {
    const inEnglish = translator('en')(message);
    return /\s/.test(inEnglish) && translator('cs')(message) !== inEnglish;
  });
  expect(texts.length).toBeGreaterThan(100);
  for (const [index, command] of czech.entries()) {
    expect(widest(helpOf(command))).toBeLessThanOrEqual(Math.max(80, widest(helpOf(english[index]!))));
    const help = helpOf(command, WIDE);
    expect(texts.map(translator('en')).filter((text) => help.includes(text))).toEqual([]);
  }
});

test.each([40, 60, 80, 100])(
  'in %i columns, no line of the help in Czech ends with a word of one letter',
  (width) => {
    for (const command of commandsIn(translator('cs')))
      expect(helpOf(command, width)).not.toMatch(/(?<![\p{L}\p{N}<-])[aikosuvz]$/imu);
  },
);

test('the arguments, choices and defaults are named as the language has it', () => {
  const help = (language: 'en' | 'cs', name: string) =>
    helpOf(
      commandsIn(translator(language)).find((command) => command.name() === name)!,
      WIDE,
    );
  expect(help('en', 'next')).toContain('Usage: pycont scene next [options]\n');
  expect(help('en', 'next')).toMatch(
    / --type <how> .*\(choices: "auto", "keys", "none", default: "auto"\)\n/,
  );
  expect(help('en', 'next')).toMatch(/ --registry <host:port> .*\(env: PYCONT_REGISTRY\)\n/);
  expect(help('cs', 'next')).toContain('Použití: pycont scene next [volby]\n');
  expect(help('cs', 'next')).toMatch(
    / --type <jak> .*\(možnosti: "auto", "keys", "none", výchozí: "auto"\)\n/,
  );
  expect(help('cs', 'next')).toMatch(/ --registry <adresa:port> .*\(proměnná: PYCONT_REGISTRY\)\n/);
  expect(help('cs', 'run')).toMatch(/ --window <čas> .*\(výchozí: 15s\)\n/);
  expect(help('cs', 'stage')).toMatch(/^ {2}switch <prostředí> {2,}\S/m);
  expect(help('cs', 'stage')).toMatch(/^ {2}logs \[volby\] {2,}\S/m);
  expect(help('cs', 'pycont')).toMatch(/^ {2}lint \[složka\] {2,}\S/m);
});
