/** While a command, or the player itself, is at work: who has Ctrl-C, the terminal and the window's size. */
import { expect, test } from 'vitest';
import type { ControlEvent } from '../../../../src/cli/terminal/controls/state.ts';
import { advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const started = (interactive: boolean): ControlEvent => ({ type: 'command-started', interactive, at: 5 });
const ended: ControlEvent = { type: 'command-ended' };
const fastForward: ControlEvent = { type: 'asked', wait: { for: 'fast-forward', work: 'recording' } };
const typing: ControlEvent = { type: 'asked', wait: { for: 'typing', letters: [...'hello'] } };
const typed = { type: 'answer', answer: 'typed' };
const leaves = { type: 'answer', answer: 'quit' };

test('Ctrl-C is for the command at work, and for the show where there is none', () => {
  expect(walk(begin(), key('ctrl-c')).effects).toEqual(['end-show']);
  expect(walk(begin(), started(false), key('ctrl-c')).effects).toEqual(['interrupt-command']);
  expect(walk(begin(), started(false), ended, key('ctrl-c')).effects).toEqual(['end-show']);
});

test('no other key is kept while a command is at work', () => {
  const { state, effects } = walk(begin(), started(false), key('enter', 'q', 's'), ended, step());
  expect(effects).toEqual(['show-prompt']);
  expect(state.wait).toMatchObject({ for: 'step' });
});

test('an interactive command has the terminal until it ends', () => {
  const lent = walk(begin(), started(true));
  expect(lent.effects).toEqual(['suspend-terminal']);
  for (const event of [{ type: 'tick' }, { type: 'resized' }] as const)
    expect(walk(lent.state, event).effects).toEqual([]);
  const back = walk(lent.state, ended);
  expect(back.effects).toEqual(['resume-terminal']);
  expect(walk(back.state, { type: 'tick' }).effects).toEqual(['show-status']);
});

test('a shell beside the show has the terminal, and the command stands there again after it', () => {
  const shell = walk(begin(), step(), key('!'));
  expect(shell.effects).toEqual([
    'clear-prompt',
    { type: 'announce', what: 'shell-begins' },
    'suspend-terminal',
    'run-shell',
  ]);
  expect(walk(shell.state, { type: 'tick' }).effects).toEqual([]);
  expect(walk(shell.state, { type: 'shell-ended', failed: false }).effects).toEqual([
    'resume-terminal',
    { type: 'announce', what: 'shell-ends' },
    { type: 'write-command', text: 'echo on' },
    'show-prompt',
  ]);
  expect(walk(begin(), advance, key('!'), { type: 'shell-ended', failed: true }).effects).toEqual([
    'resume-terminal',
    { type: 'announce', what: 'shell-failed' },
    { type: 'announce', what: 'shell-ends' },
    'show-prompt',
  ]);
  expect(walk(begin({ hasShell: false }), advance, key('!')).effects).toEqual([]);
});

test.each([
  ['?', 'help'],
  ['h', 'help'],
  ['b', 'transcript'],
  ['left', 'transcript'],
])('%s opens %s, whose keys move it and nothing else', (name, view) => {
  const open = walk(begin(), failure(false), key(name));
  expect(open.effects).toEqual(['clear-prompt', { type: 'open-view', view }]);
  expect(walk(open.state, { type: 'tick' }).effects).toEqual([]);
  expect(walk(open.state, { type: 'resized' }).effects).toEqual(['redraw-view']);
  const moves = { up: 'line-up', down: 'line-down', b: 'page-up', space: 'page-down', right: 'page-down' };
  for (const [moving, by] of Object.entries(moves))
    expect(walk(open.state, key(moving)).effects).toEqual([{ type: 'scroll-view', by }]);
  for (const nothing of ['r', 's', 'y']) expect(walk(open.state, key(nothing)).effects).toEqual([]);
  for (const closing of ['enter', 'escape', 'q', 'ctrl-c']) {
    const closed = walk(open.state, key(closing));
    expect(closed.effects).toEqual(['close-view', 'show-prompt']);
    expect(closed.state.wait).toEqual({ for: 'failure', recorded: false });
  }
});

test('a window of another size is painted anew after the editor alone: the screen sees to the rest', () => {
  expect(walk(begin(), step(), { type: 'resized' }).effects).toEqual([]);
  const edited = walk(begin(), step(), key('e'), { type: 'resized' }, { type: 'command-edited', text: 'ls' });
  expect(edited.effects).toEqual([{ type: 'write-command', text: 'ls' }, 'repaint', 'show-prompt']);
});

test.each(['enter', 'space', 'right', 'ctrl-c'])('%s hurries what plays by itself, once', (name) => {
  const hurried = walk(begin(), fastForward, key(name));
  expect(hurried.effects).toEqual(['fast-forward']);
  expect(walk(hurried.state, key('enter')).effects).toEqual([]);
  expect(walk(begin(), fastForward, key('x'), { type: 'work-ended' }, key(name)).effects).toEqual(
    name === 'ctrl-c' ? ['end-show'] : [],
  );
});

test('the status stands still while a command types itself, and goes on beside a recording', () => {
  const tick: ControlEvent = { type: 'tick' };
  const types: ControlEvent = { type: 'asked', wait: { for: 'fast-forward', work: 'typing' } };
  expect(walk(begin(), types, tick).effects).toEqual([]);
  expect(walk(begin(), types, { type: 'work-ended' }, tick).effects).toEqual(['show-status']);
  expect(walk(begin(), fastForward, tick).effects).toEqual(['show-status']);
});

test('two letters are typed for any key, and the rest for Enter', () => {
  const write = (text: string) => ({ type: 'write-command', text });
  expect(walk(begin(), typing, key('x')).effects).toEqual([write('he')]);
  expect(walk(begin(), typing, key('x'), key('space')).effects).toEqual([write('ll')]);
  expect(walk(begin(), typing, key('x'), key('space'), key('other')).effects).toEqual([write('o'), typed]);
  for (const name of ['enter', 'right', 'ctrl-c'])
    expect(walk(begin(), typing, key('x'), key(name)).effects).toEqual([write('llo'), typed]);
});

test('the end of the show answers whatever is waited for', () => {
  const end: ControlEvent = { type: 'show-ended' };
  const after = (...events: ControlEvent[]) => walk(begin(), sceneStarted, ...events).effects;
  expect(after(end)).toEqual([]);
  expect(after(advance, end)).toEqual(['clear-prompt', leaves]);
  expect(after(step(), key('b'), end)).toEqual(['close-view', leaves]);
  expect(after(step(), key('u'), end)).toEqual(['clear-prompt', leaves]);
  expect(after(typing, end)).toEqual([{ type: 'write-command', text: 'hello' }, typed]);
  expect(after(fastForward, end)).toEqual(['fast-forward']);
  expect(after(end, step())).toEqual([leaves]);
  expect(after(end, failure(true))).toEqual([leaves]);
  expect(after(end, fastForward)).toEqual(['fast-forward']);
});

test('a line that is read, and a shell, end before the show does', () => {
  const end: ControlEvent = { type: 'show-ended' };
  expect(walk(begin(), step(), key('g'), end).effects).toEqual([]);
  expect(walk(begin(), step(), key('g'), end, { type: 'scene-named', name: '2' }).effects).toEqual([
    'close-scenes',
    leaves,
  ]);
  expect(walk(begin(), step(), key('e'), end, { type: 'command-edited', text: undefined }).effects).toEqual([
    { type: 'write-command', text: 'echo on' },
    leaves,
  ]);
  const shell = walk(begin(), advance, key('!'), end, { type: 'shell-ended', failed: false });
  expect(shell.effects.at(-1)).toEqual(leaves);
  expect(shell.state.wait).toBeUndefined();
});
