/** The screen that is blank until the next key. */
import { expect, test } from 'vitest';
import type { ControlEvent } from '../../../../src/cli/terminal/controls/state.ts';
import { advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const started = (byHand: boolean): ControlEvent => ({ type: 'command-started', byHand, at: 5 });
const recording: ControlEvent = { type: 'asked', wait: { for: 'fast-forward', work: 'recording' } };

test.each([
  ['what is said', [advance]],
  ['a step', [step()]],
  ['a failure', [failure(true)]],
  ['a running command', [started(false)]],
  ['a recording', [recording]],
  ['work between two scenes', []],
])('at %s: whatever is pressed next does nothing but end it', (_, events) => {
  const before = walk(begin(), sceneStarted, ...events).state;
  const blank = walk(before, key('.'));
  expect(blank.effects).toEqual(['blank-screen']);
  expect(walk(blank.state, { type: 'tick' }).effects).toEqual([]);
  expect(walk(blank.state, { type: 'resized' }).effects).toEqual(['redraw-blank']);
  for (const name of ['.', 'enter', 'pagedown', 'q', 'ctrl-c', 'other']) {
    const back = walk(blank.state, key(name));
    expect(back).toEqual({ state: before, effects: ['restore-screen'] });
    expect(walk(blank.state, key(name, 'enter')).state.wait).toEqual(before.wait);
  }
});

test('the show goes on behind it as far as it does by itself', () => {
  const { state } = walk(begin(), sceneStarted, started(false), key('.'), { type: 'command-ended' }, advance);
  expect(state.overlay).toEqual({ kind: 'blank' });
  expect(walk(state, key('enter'), key('enter')).effects).toEqual([
    'clear-prompt',
    { type: 'answer', answer: 'next' },
  ]);
});

test('a question that its command takes with it leaves it blank', () => {
  const send: ControlEvent = { type: 'asked', wait: { for: 'send', what: '"ls"' } };
  const { state, effects } = walk(begin(), started(false), send, key('.'), { type: 'send-over' });
  expect(effects).toEqual(['clear-prompt', { type: 'answer', answer: 'next' }]);
  expect(walk(state, key('enter')).effects).toEqual(['restore-screen']);
});

test('it ends for a program that needs the terminal, and with the show', () => {
  const { state } = walk(begin(), sceneStarted, key('.'));
  expect(walk(state, started(true)).effects).toEqual(['restore-screen', 'suspend-terminal']);
  const scripted = walk(begin(), sceneStarted, started(false), key('.')).state;
  const over = walk(scripted, { type: 'taken-over' });
  expect(over.effects).toEqual(['restore-screen', 'forward-keys']);
  expect(over.state.overlay).toBeUndefined();
  expect(walk(state, { type: 'show-ended' }).effects).toEqual(['restore-screen']);
  expect(walk(begin(), advance, key('.'), { type: 'show-ended' }).effects).toEqual([
    'restore-screen',
    'clear-prompt',
    { type: 'answer', answer: 'quit' },
  ]);
});

test('a letter of a command that is typed by hitting keys is no key', () => {
  const typing: ControlEvent = { type: 'asked', wait: { for: 'typing', letters: [...'hello'] } };
  expect(walk(begin(), typing, key('.')).effects).toEqual([{ type: 'write-command', text: 'he' }]);
});
