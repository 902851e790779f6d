/** What a key leads to where the player waits for the speaker. */
import { expect, test } from 'vitest';
import { TWO, ONE, advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const edits = (text: string, more = {}) => ({
  type: 'edit-command',
  text,
  lines: false,
  runs: false,
  ...more,
});
const answer = (given: unknown) => ['clear-prompt', { type: 'answer', answer: given }];

test.each(['enter', 'space', 'right', 'pagedown'])('%s goes on, and is answered once', (name) => {
  expect(walk(begin(), advance).effects).toEqual(['show-prompt']);
  const gone = walk(begin(), advance, key(name));
  expect(gone.effects).toEqual(answer('next'));
  expect(walk(gone.state, key(name)).effects).toEqual([]);
});

test.each(['n', 'x', 'y', 'r', 's', 'p', 'e', 'up', 'escape', 'other', 'ctrl-d', '7'])(
  '%s does nothing where the show waits to go on',
  (name) => {
    const before = walk(begin(), advance).state;
    expect(walk(before, key(name))).toEqual({ state: before, effects: [] });
  },
);

test.each([
  ['enter', 'run'],
  ['s', 'skip'],
  ['q', 'quit'],
  ['ctrl-c', 'quit'],
])('before a step, %s is %s', (name, given) => {
  expect(walk(begin(), step(), key(name)).effects).toEqual(answer(given));
});

test('the space bar runs no command of a speaker who types by hitting keys', () => {
  expect(walk(begin(), step(), key('space')).effects).toEqual(answer('run'));
  const byKeys = begin({}, { typesByKeys: true });
  expect(walk(byKeys, step(), key('space')).effects).toEqual([]);
  expect(walk(byKeys, step(), key('enter')).effects).toEqual(answer('run'));
});

test('a recording is played if there is one, and else the prompt says so', () => {
  expect(walk(begin(), step({ recorded: true }), key('p')).effects).toEqual(answer('replay'));
  const { state, effects } = walk(begin(), step(), key('p'));
  expect(effects).toEqual(['clear-prompt', 'show-prompt']);
  expect(state.wait).toMatchObject({ for: 'step', noRecording: true });
});

test.each([
  ['r', false, 'retry'],
  ['r', true, 'retry'],
  ['p', true, 'replay'],
  ['s', false, 'skip'],
  ['q', false, 'quit'],
  ['ctrl-c', false, 'quit'],
])('after a failure, %s (recorded: %s) is %s', (name, recorded, given) => {
  expect(walk(begin(), failure(recorded), key(name)).effects).toEqual(answer(given));
});

test('after a failure Enter runs nothing, and there is nothing to play without a recording', () => {
  expect(walk(begin(), failure(false), key('enter')).effects).toEqual([]);
  expect(walk(begin(), failure(false), key('p')).effects).toEqual([]);
});

test('of keys that come at once the first that means anything counts, and Ctrl-C', () => {
  expect(walk(begin(), failure(false), key('enter', 'r', 's')).effects).toEqual(answer('retry'));
  expect(walk(begin(), advance, key('b', 'q', 'enter')).effects).toEqual([
    'clear-prompt',
    { type: 'open-view', view: 'transcript' },
  ]);
  expect(walk(begin(), advance, key('enter', 'enter', 'ctrl-c')).effects).toEqual([
    ...answer('next'),
    'end-show',
  ]);
});

test('an edited command is run as edited, and an unchanged one as it is', () => {
  const editing = walk(begin(), step(), key('p'), key('e'));
  expect(editing.effects).toEqual(['clear-prompt', edits('echo on')]);
  const edited = walk(editing.state, { type: 'command-edited', text: ' echo more ' });
  expect(edited.effects).toEqual([{ type: 'write-command', text: 'echo more' }, 'show-prompt']);
  expect(edited.state.wait).toMatchObject({ noRecording: false });
  expect(walk(edited.state, key('enter')).effects).toEqual(answer({ run: 'echo more' }));
  for (const text of [undefined, '  ', 'echo on']) {
    const same = walk(editing.state, { type: 'command-edited', text });
    expect(same.effects).toEqual([{ type: 'write-command', text: 'echo on' }, 'show-prompt']);
    expect(walk(same.state, key('enter')).effects).toEqual(answer('run'));
  }
});

test('what is not a command is not edited', () => {
  expect(walk(begin(), step({ editable: false }), key('e')).effects).toEqual([]);
  expect(walk(begin(), failure(false, { editable: false }), key('e')).effects).toEqual([]);
});

test('several lines are edited elsewhere: they are shown below, if they have changed', () => {
  const editing = walk(begin(), step({ text: 'a\nb', written: 'a\nb' }), key('e'));
  expect(editing.effects).toEqual(['clear-prompt', edits('a\nb', { lines: true })]);
  const edited = walk(editing.state, { type: 'command-edited', text: 'a\nc' });
  expect(edited.effects).toEqual(['end-line', { type: 'write-command', text: 'a\nc' }, 'show-prompt']);
  expect(walk(edited.state, key('enter')).effects).toEqual(answer({ run: 'a\nc' }));
  for (const text of [undefined, 'a\nb'])
    expect(walk(editing.state, { type: 'command-edited', text }).effects).toEqual(['show-prompt']);
  const resized = walk(editing.state, { type: 'resized' }, { type: 'command-edited', text: undefined });
  expect(resized.effects).toEqual(['show-prompt']);
});

test('a command that has failed is edited and run at once, or left as it was', () => {
  for (const text of ['echo on', 'a\nb']) {
    const lines = text.includes('\n');
    const editing = walk(begin(), failure(true, { text }), key('e'));
    expect(editing.effects).toEqual(['clear-prompt', edits(text, { lines, runs: true })]);
    expect(walk(editing.state, { type: 'command-edited', text: 'true' }).effects).toEqual([
      { type: 'write-command', text: 'true' },
      { type: 'answer', answer: { run: 'true' } },
    ]);
    expect(walk(editing.state, { type: 'command-edited', text }).effects).toEqual([
      { type: 'answer', answer: 'retry' },
    ]);
    for (const left of [undefined, ' ']) {
      const back = walk(editing.state, { type: 'command-edited', text: left });
      expect(back.effects).toEqual(['show-prompt']);
      expect(back.state.wait).toMatchObject({ for: 'failure', text });
    }
  }
});

test('the whole of the last diff is shown, once there was one', () => {
  expect(walk(begin(), advance, key('d')).effects).toEqual([]);
  const shown = walk(begin(), { type: 'diff-shown', diff: '+a' }, advance, key('d'));
  expect(shown.effects).toEqual(['clear-prompt', { type: 'open-view', view: 'diff' }]);
  expect(shown.state.diff).toBe('+a');
});

test('undo asks, in the language of the speaker, and goes to the start of the scene', () => {
  expect(walk(begin(), advance, key('u')).effects).toEqual([]);
  const czech = begin({}, { yes: 'a' });
  const asking = walk(czech, sceneStarted, advance, key('u'));
  expect(asking.effects).toEqual(['clear-prompt', 'show-prompt']);
  for (const name of ['enter', 'space', 'y']) expect(walk(asking.state, key(name)).effects).toEqual([]);
  for (const name of ['n', 'escape', 'q', 'ctrl-c']) {
    const back = walk(asking.state, key(name));
    expect(back.effects).toEqual(['clear-prompt', 'show-prompt']);
    expect(walk(back.state, key('enter')).effects).toEqual(answer('next'));
  }
  expect(walk(asking.state, key('a')).effects).toEqual(answer({ goTo: ONE }));
});

test('a jump lists the scenes until one is named, or none', () => {
  const listed = walk(begin(), advance, key('g'));
  expect(listed.effects).toEqual(['clear-prompt', 'open-scenes', 'ask-scene']);
  const named = (name: string | undefined) => walk(listed.state, { type: 'scene-named', name });
  const unknown = named('nowhere');
  expect(unknown.effects).toEqual(['ask-scene']);
  expect(unknown.state.overlay).toEqual({ kind: 'scenes', unknown: 'nowhere' });
  for (const name of [undefined, '', ' '])
    expect(named(name).effects).toEqual(['close-scenes', 'show-prompt']);
  for (const name of ['2', 'two', ' tw '])
    expect(named(name).effects).toEqual(['close-scenes', { type: 'answer', answer: { goTo: TWO } }]);
});
