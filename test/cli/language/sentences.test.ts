import { globSync } from 'node:fs';
import type { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import type { Text } from '../../../src/messages/index.ts';
import { CS_WORDS } from '../../../src/cli/language/czech/words.ts';
import { CZECH as LANGUAGE } from '../../../src/cli/language/czech/index.ts';
import { loadLanguage, tellIn } from '../../../src/cli/language/sentences.ts';
import { inEnglish } from '../../../src/cli/language/tell.ts';
import type { Tell } from '../../../src/cli/language/tell.ts';
import { buildProgram } from '../../../src/cli/program.ts';
import { skeletonOf, textsOf } from './source.ts';

const { areas: CZECH } = LANGUAGE;
const SENTENCES = Object.values(CZECH).flatMap((area) => Object.entries(area));
const KNOWN = new Set(SENTENCES.map(([english]) => skeletonOf(english)));

beforeAll(() => loadLanguage('cs'));

/** Docker, kubectl, Redis and Prometheus speak English, and so do what stands in for them and what runs in pods. */
const AT_START = [
  'src/embedded/apiserver/http/server.ts',
  'src/embedded/containers/namespaces/entry.ts',
  'src/embedded/containers/namespaces/probe.ts',
  'src/embedded/docker-engine/server/socket-path.ts',
  'src/embedded/network/block.ts',
];
const SOURCES = [
  ...globSync('src/{cli,errors,load,operator,show,stage,system}/**/*.{ts,tsx}', {
    exclude: ['src/cli/language/**'],
  }),
  ...AT_START,
];

/** Texts that stay English. */
const ENGLISH = {
  'docker push says them in English': [
    "The push refers to the cluster's own images [{}]",
    '{}: already in the cluster, image: {} size: {}',
    '{}: brought by {}, image: {} size: {}',
    '{}: pods pull it as {}',
  ],
  'Events and conditions of Kubernetes are for machines, too': [
    'somebody asked for {} replicas: starting from there',
    'there is no Deployment {}',
    'LatencyScaler {} scales the same Deployment',
  ],
  'files for CI are for machines': ['nothing to leave out', 'leave out {}'],
  'faults of pycont itself': [
    'no pycont package around {}',
    'no free TCP port on 127.0.0.1',
    'node {} on {}',
    'short write',
    'timed out',
  ],
  'names alone': ['HTTP {}', 'HTTP {}: {}', 'docker {}, kubectl {}'],
};

test.each(SOURCES)('all that %s says to a person has a Czech sentence', (file) => {
  const english = new Set([...Object.values(ENGLISH).flat(), ...Object.keys(CS_WORDS)]);
  const { spoken } = textsOf(file, KNOWN);
  expect([...spoken].filter((text) => !KNOWN.has(text) && !english.has(text))).toEqual([]);
});

test('every Czech sentence is of an English one that is there, and none stays English without need', () => {
  const commander = globSync('node_modules/commander/lib/*.js');
  const texts = [...globSync('src/**/*.{ts,tsx}', { exclude: ['src/cli/language/**'] }), ...commander]
    .flatMap((file) => [...textsOf(file, KNOWN).all])
    .flatMap((text) => [text, text.replace(/^error: /, '').replace(/^\n\((.*)\)$/, '$1')]);
  // The last value of a text may be empty.
  const alive = new Set(texts.flatMap((text) => [text, text.replace(/ ?\{\}$/, ''), `${text} {}`]));
  expect([...KNOWN].filter((text) => !alive.has(text) && !alive.has(`\n${text}`))).toEqual([]);
  expect(Object.values(ENGLISH).flat()).toEqual(
    Object.values(ENGLISH)
      .flat()
      .filter((text) => alive.has(text)),
  );
});

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('a Czech sentence carries over the values of the English one; none is empty or there twice', () => {
  for (const [english, czech] of SENTENCES) {
    expect(holes(czech), english).toEqual(holes(english));
    expect(czech.trim(), english).not.toBe('');
  }
  const keys = SENTENCES.map(([english]) => english);
  const twice = keys.filter((english, index) => keys.indexOf(english) < index);
  for (const english of twice)
    expect(
      new Set(SENTENCES.filter(([key]) => key === english).map(([, czech]) => czech)).size,
      english,
    ).toBe(1);
});

test('every sentence is told as itself, whatever others are like it', () => {
  const tell = tellIn('cs');
  const fill = (text: string) =>
    text.replace(/\{(\w+?)\d*\}/g, (_hole, name: string) => (name === 'time' ? '3 s' : '7'));
  for (const [english, czech] of SENTENCES) expect(tell(fill(english)), english).toBe(fill(czech));
});

test('what the show may take for its own sentence is none that a program prints: it is no lone word', () => {
  const lone = ['show', 'world']
    .flatMap((area) => Object.keys(CZECH[area]!))
    .filter((text) => !/\s/.test(text));
  expect(lone).toEqual([]);
});

/** With everything below it, hidden or not. */
function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)];
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

/** All that is asked for when the help of every command is written. */
function askedForHelp(): { sentences: Set<string>; words: Set<string> } {
  const [sentences, words] = [new Set<string>(), new Set<string>()];
  const tell: Tell = Object.assign((text: Text) => (sentences.add(String(text)), String(text)), {
    word: (word: string) => (words.add(word), word),
  });
  for (const command of withChildren(buildProgram(tell))) helpOf(command);
  sentences.delete('');
  return { sentences, words };
}

test('the help of every command is told: descriptions, options, headings, examples, names of values', () => {
  const { sentences, words } = askedForHelp();
  const described = withChildren(buildProgram()).flatMap((command) => [
    command.description(),
    ...[...command.options, ...command.registeredArguments].map(({ description }) => description),
  ]);
  const help = [...described.filter(Boolean), 'Usage:', 'Commands:', 'Global Options:', 'Examples:'];
  expect(help.filter((text) => !sentences.has(text))).toEqual([]);
  expect([...sentences].filter((text) => !SENTENCES.some(([english]) => english === text))).toEqual([]);
  expect([...words].filter((word) => !Object.hasOwn(CS_WORDS, word))).toEqual([]);
});

test('the help in Czech is no wider than the help in English, and has no English in it', () => {
  const widest = (help: string) => Math.max(...help.split('\n').map((line) => [...line].length));
  const english = withChildren(buildProgram(inEnglish)).map(helpOf);
  const czech = withChildren(buildProgram(tellIn('cs'))).map(helpOf);
  const { sentences } = askedForHelp();
  for (const [index, help] of czech.entries()) {
    expect(widest(help), help).toBeLessThanOrEqual(Math.max(80, widest(english[index]!)));
    const lines = help.split('\n').map((line) => line.trim());
    const left = lines.filter((line) => sentences.has(line) && CZECH.help![line] !== line);
    expect(left).toEqual([]);
  }
});
