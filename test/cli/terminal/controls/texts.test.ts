/** What the state looks like to the speaker. */
import { expect, test } from 'vitest';
import { promptText } from '../../../../src/cli/terminal/controls/prompt-text.ts';
import { statusText } from '../../../../src/cli/terminal/controls/status-text.ts';
import { translator } from '../../../../src/messages/index.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { advance, begin, failure, key, sceneStarted, step, walk } from './walk.ts';

const translate = translator('en');
const theme = themeFor({ write: () => {} }, {});

test('the status tells the command once it takes long, what runs beside it, and the clock', () => {
  const { state } = walk(begin(), sceneStarted);
  expect(statusText(begin(), ['server'], 5_000, translate)).toBe('');
  expect(statusText(state, [], 5_000, translate)).toBe('0:05/1:00');
  const { state: working } = walk(state, { type: 'command-started', interactive: false, at: 5_000 });
  expect(statusText(working, ['server'], 5_500, translate)).toBe('server & · 0:05/1:00');
  expect(statusText(working, ['server'], 65_000, translate)).toBe(
    'running 1:00 · server & · 1:05/1:00 0:05 over',
  );
});

test('the prompt tells what is waited for', () => {
  const prompt = (...events: Parameters<typeof walk>[1][]) =>
    promptText(walk(begin(), sceneStarted, ...events).state, translate, theme).plain;
  expect(prompt(advance)).toBe(' ↵ ');
  expect(prompt(step())).toBe(' ↵ ');
  expect(prompt(step(), key('p'))).toBe('  No rehearsal has recorded this step. ↵ ');
  expect(prompt(step(), key('u'))).toBe('  Undo scene one? The stage goes back to its start. y n ');
  expect(prompt(failure(false))).toBe('  r retry  s skip  ? more  q quit ');
  expect(prompt(failure(true))).toBe('  r retry  p play the recording  s skip  ? more  q quit ');
});
