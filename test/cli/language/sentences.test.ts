import { globSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { CS_WORDS } from '../../../src/cli/language/czech/words.ts';
import { CZECH as LANGUAGE } from '../../../src/cli/language/czech/index.ts';
import { loadLanguage, tellIn } from '../../../src/cli/language/sentences.ts';
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
  const files = globSync('src/**/*.{ts,tsx}', { exclude: ['src/cli/language/**'] });
  const texts = files.flatMap((file) => [...textsOf(file, KNOWN).all]);
  // The last value of a text may be empty.
  const alive = new Set(texts.flatMap((text) => [text, text.replace(/ ?\{\}$/, ''), `${text} {}`]));
  expect([...KNOWN].filter((text) => !alive.has(text))).toEqual([]);
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
