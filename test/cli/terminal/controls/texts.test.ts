/** What the state looks like to the speaker. */
import { expect, test } from 'vitest';
import { promptText } from '../../../../src/cli/terminal/controls/prompt-text.ts';
import { statusText } from '../../../../src/cli/terminal/controls/status-text.ts';
import { translator } from '../../../../src/messages/index.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const translate = translator('en');
const theme = themeFor({ write: () => {} }, {});

test('the status tells the command once it takes long, and what runs beside it; no clock of the scene', () => {
  const { state } = walk(begin(), sceneStarted);
  expect(statusText(begin(), ['server'], 5_000, translate)).toBe('');
  expect(statusText(state, [], 65_000, translate)).toBe('');
  const { state: working } = walk(state, { type: 'command-started', byHand: false, at: 5_000 });
  expect(statusText(working, ['server'], 5_500, translate)).toBe('server &');
  expect(statusText(working, ['server'], 65_000, translate)).toBe('running 1:00 · server &');
});

test('the prompt tells what is waited for', () => {
  const prompt = (...events: Parameters<typeof walk>[1][]) =>
    promptText(walk(begin(), sceneStarted, ...events).state, translate, theme).plain;
  expect(prompt(advance)).toBe('  ↵ ');
  expect(prompt({ type: 'asked', wait: { for: 'advance', text: 'scene 2: Two' } })).toBe('  ↵ scene 2: Two ');
  expect(prompt(step())).toBe(' ↵ ');
  expect(prompt(step(), key('p'))).toBe('  No rehearsal has recorded this step. ↵ ');
  expect(prompt(step(), key('u'))).toBe('  Undo scene one? The stage goes back to its start. y n ');
  expect(prompt(step({ scripted: true }))).toBe(' ↵ the script types · t you type ');
  expect(prompt({ type: 'asked', wait: { for: 'send', what: '"ps aux"' } })).toBe(
    '  ↵ types "ps aux" · t you type ',
  );
  expect(prompt(failure(false, { editable: false }))).toBe('  r retry  s skip  ? more  q quit ');
  expect(prompt(failure(true))).toBe('  r retry  e edit  p recording  s skip  ? more  q quit ');
});
