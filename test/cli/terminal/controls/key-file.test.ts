/** The speaker's own keys: what they mean, how they are told, and every mistake in their file. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { UserError } from '../../../../src/errors/user-error.ts';
import { translator } from '../../../../src/messages/index.ts';
import { keyBindings } from '../../../../src/cli/terminal/controls/key-bindings.ts';
import { keyMapIn } from '../../../../src/cli/terminal/controls/key-file.ts';
import { helpLines } from '../../../../src/cli/terminal/controls/key-help.ts';
import { defaultKeys } from '../../../../src/cli/terminal/controls/key-map.ts';
import { promptText } from '../../../../src/cli/terminal/controls/prompt-text.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const usual = defaultKeys('y');
const read = (text: string) => keyMapIn(text, '/home/keys.yaml', usual);
const theme = themeFor({ write: () => {} }, {});

test('what the file does not name stays as it is, and nothing in it changes nothing', () => {
  for (const text of ['', '# only a comment\n', 'next: [enter, space, right, pagedown]\n'])
    expect(read(text)).toEqual(usual);
  const keys = read('next: [n, PageDown, Ctrl-F]\n"no": x\nback: [left, "?"]\nhelp: f1\nskip: []\n');
  expect(keys.next).toEqual(['n', 'pagedown', 'ctrl-f']);
  expect(keys).toMatchObject({ no: ['x'], back: ['left', '?'], help: ['f1'], skip: [], quit: ['q'] });
});

test('keys as they are bound do what they are bound to, and the usual ones nothing', () => {
  const keys = read('next: n\nquit: f10\nretry: enter\nyes: j\n');
  const own = begin({ keys, bindings: keyBindings(keys, false) });
  const answer = (given: unknown) => ['clear-prompt', { type: 'answer', answer: given }];
  expect(walk(own, advance, key('n')).effects).toEqual(answer('next'));
  expect(walk(own, advance, key('enter')).effects).toEqual([]);
  expect(walk(own, step(), key('n')).effects).toEqual(answer('run'));
  expect(walk(own, step(), key('q')).effects).toEqual([]);
  expect(walk(own, step(), key('f10')).effects).toEqual(answer('quit'));
  expect(walk(own, step(), key('ctrl-c')).effects).toEqual(answer('quit'));
  expect(walk(own, failure(false), key('enter')).effects).toEqual(answer('retry'));
  const asking = walk(own, sceneStarted, advance, key('u'));
  expect(walk(asking.state, key('y')).effects).toEqual([]);
  expect(walk(asking.state, key('j')).effects).toHaveLength(2);
});

test('a letter for going on is typed like any other by a speaker who types by hitting keys', () => {
  const bindings = keyBindings(read('next: [n, f5]\n'), true);
  expect(bindings.typing).toMatchObject({ f5: 'type-rest', any: 'type' });
  expect(bindings.typing.n).toBeUndefined();
  expect(bindings.step.n).toBeUndefined();
  expect(bindings.advance.n).toBe('advance');
  expect(keyBindings(read('next: n\n'), true).step.enter).toBe('run');
});

test('prompts and help tell the keys as they are bound', () => {
  const keys = read('next: [f5]\nretry: [x]\nskip: []\nquit: [ctrl-q]\n"yes": [j]\n');
  const translate = translator('en');
  const told = (...events: Parameters<typeof walk>[1][]) =>
    promptText(walk(begin({ keys }), sceneStarted, ...events).state, translate, theme).plain;
  expect(told(advance)).toBe('  F5 ');
  expect(told(failure(false))).toBe('  x retry  e edit  ? more  Ctrl-Q quit ');
  expect(told(step(), key('u'))).toContain('its start. j n');
  const help = stripVTControlCharacters(helpLines(keys, translate, theme, 60).join('\n'));
  expect(help).toMatch(/^ {2}F5 +continue; run the command$/m);
  expect(help).toMatch(/^ {2}b ← PgUp +show what/m);
  expect(help).not.toContain('skip the step');
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThan(60);
  const czech = stripVTControlCharacters(helpLines(usual, translator('cs'), theme, 60).join('\n'));
  expect(czech).toMatch(/^ {2}Enter mezerník → PgDn +dál; spustit příkaz$/m);
});

test.each([
  ['next: [enter\n', '2:1: This is not valid YAML'],
  ['- enter\n', '1:1: A line reads as next: [enter, space]'],
  ['next: enter\nbakc: left\n', '2:1: bakc is not a name that keys are bound to. Did you mean back?'],
  ['wizard: x\n', '1:1: wizard is not a name that keys are bound to. Choose from: next, back,'],
  ['next: enter\nnext: space\n', '2:1: next is there twice'],
  ['next:\n', '1:6: next needs a key, or a list of keys'],
  ['next: { enter: 1 }\n', '1:7: next needs a key, or a list of keys'],
  ['next: [enter, ?]\n', ': next needs a key, or a list of keys'],
  ['next: [enter, sapce]\n', '1:15: sapce is not a valid key'],
  ['next: [enter, shift-a]\n', '1:15: shift-a is not a valid key'],
  ['quit: ctrl-c\n', '1:7: ctrl-c cannot be bound'],
  ['skip: ^Z\n', '1:7: ^Z cannot be bound'],
  ['skip: e\n', '1:7: e is the key of edit already'],
  ['skip: [x]\nedit: [e, X]\n', '2:11: x is the key of skip already'],
  ['skip: [x, x]\n', '1:11: x is the key of skip already'],
  ['close: b\n', '1:8: b is the key of page-up already'],
  ['next: []\n', '1:1: next needs at least one key'],
])('%j: %s', (text, told) => {
  expect(() => read(text)).toThrow(UserError);
  expect(() => read(text)).toThrow(told.startsWith(':') ? told : `/home/keys.yaml:${told}`);
});

test('all mistakes are told, in the order of the file', () => {
  expect(() => read('skip: [x, sapce]\nwizard: y\nedit: q\n')).toThrow(
    /^\/home\/keys.yaml:1:11: sapce[^\n]+\n[^\n]+:2:1: wizard[^\n]+\n[^\n]+:3:7: q is the key of quit already$/,
  );
});

test('a key may mean one thing where the show waits and another in a view', () => {
  expect(read('skip: [up]\n').skip).toEqual(['up']);
  expect(read('line-up: [s]\n')['line-up']).toEqual(['s']);
});
