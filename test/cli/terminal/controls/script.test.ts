/** Who types into a command: its script or the speaker. */
import { expect, test } from 'vitest';
import type { ControlEvent } from '../../../../src/cli/terminal/controls/state.ts';
import { begin, key, step, walk } from './walk.ts';

const answer = (given: unknown) => ['clear-prompt', { type: 'answer', answer: given }];
const started: ControlEvent = { type: 'command-started', byHand: false, at: 5 };
const ended: ControlEvent = { type: 'command-ended' };
const takenOver: ControlEvent = { type: 'taken-over' };
const sendOver: ControlEvent = { type: 'send-over' };
const send: ControlEvent = { type: 'asked', wait: { for: 'send', what: '"ls"' } };

test.each([
  ['enter', 'run'],
  ['t', 'type'],
  ['s', 'skip'],
])('before a step with a script, %s is %s', (name, given) => {
  expect(walk(begin(), step({ scripted: true }), key(name)).effects).toEqual(answer(given));
});

test('the speaker is not offered to type where no script would, nor into an edited command', () => {
  expect(walk(begin(), step(), key('t')).effects).toEqual([]);
  const edited = walk(begin(), step({ scripted: true, text: 'echo more' }), key('t'));
  expect(edited.effects).toEqual([]);
});

test.each(['enter', 'space', 'right', 'pagedown'])('%s lets the script type', (name) => {
  expect(walk(begin(), started, send).effects).toEqual(['show-prompt']);
  expect(walk(begin(), started, send, key(name)).effects).toEqual(answer('next'));
});

test('t has the speaker type, and Ctrl-C is for the command', () => {
  expect(walk(begin(), started, send, key('t')).effects).toEqual(answer('type'));
  expect(walk(begin(), started, send, key('ctrl-c')).effects).toEqual(['interrupt-command']);
});

test.each(['q', 's', 'r', 'g', 'u', '!', 'e', 'p', 'x', 'other'])(
  '%s does nothing while the script waits to type',
  (name) => {
    expect(walk(begin(), started, send, key(name)).effects).toEqual([]);
  },
);

test('the space bar does not let the script type for a speaker who types by hitting keys', () => {
  expect(walk(begin({}, { typesByKeys: true }), started, send, key('space')).effects).toEqual([]);
});

test('a command that ends takes the question with it, from a look back as well', () => {
  expect(walk(begin(), started, send, sendOver).effects).toEqual(answer('next'));
  expect(walk(begin(), started, send, key('b'), sendOver).effects).toEqual([
    'close-view',
    { type: 'answer', answer: 'next' },
  ]);
  const back = walk(begin(), started, send, key('b'), key('q'));
  expect(back.effects).toEqual(['close-view', 'show-prompt']);
  expect(walk(begin(), started, sendOver).effects).toEqual([]);
});

test('all keys are for the command once the speaker has taken over, until it has ended', () => {
  const taken = walk(begin(), started, takenOver);
  expect(taken.effects).toEqual(['forward-keys']);
  for (const name of ['enter', 'ctrl-c', 'q']) expect(walk(taken.state, key(name)).effects).toEqual([]);
  expect(walk(taken.state, takenOver).effects).toEqual([]);
  expect(walk(taken.state, { type: 'tick' }).effects).toEqual(['show-status']);
  const after = walk(taken.state, ended);
  expect(after.effects).toEqual(['keep-keys']);
  expect(walk(after.state, key('ctrl-c')).effects).toEqual(['end-show']);
});

test('a command that has ended cannot be taken over', () => {
  expect(walk(begin(), started, ended, takenOver).effects).toEqual([]);
});

test('the end of the show is no leave for the script to type', () => {
  expect(walk(begin(), started, send, { type: 'show-ended' }).effects).toEqual(answer('quit'));
});
