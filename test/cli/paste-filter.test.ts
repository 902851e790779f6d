import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeKeys } from '../../src/cli/terminal/input/key-decoder.ts';
import { PasteFilter } from '../../src/cli/terminal/input/paste-filter.ts';
import type { Received } from '../../src/cli/terminal/input/paste-filter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PASTE = '\u001B[200~rm -rf\r\u001B[201~';

function filter() {
  const received: Received[] = [];
  return { received, input: new PasteFilter((each) => received.push(each)) };
}
const joined = (received: Received[], pasted: boolean) =>
  received
    .filter((each) => each.pasted === pasted)
    .map(({ text }) => text)
    .join('');

test('pasted text is told from typed text, wherever the terminal cuts it', () => {
  for (let cut = 1; cut < PASTE.length; cut += 1) {
    const { received, input } = filter();
    input.feed(`a${PASTE.slice(0, cut)}`);
    input.feed(`${PASTE.slice(cut)}b`);
    expect(joined(received, false), String(cut)).toBe('ab');
    expect(joined(received, true), String(cut)).toBe('rm -rf\r');
  }
});

test('however late the rest of its mark comes, pasted text is not typed', () => {
  const { received, input } = filter();
  input.feed('\u001B');
  expect(received).toEqual([]);
  vi.runAllTimers();
  expect(received).toEqual([{ text: '\u001B', pasted: false }]);
  input.feed(PASTE.slice(1));
  expect(joined(received, false)).toBe('\u001B');
  expect(joined(received, true)).toBe('rm -rf\r');
});

test('an answer of the terminal comes whole, wherever it is cut, and one without an end is none', () => {
  for (const answer of [
    '\u001B]11;rgb:ffff/ffff\u001B\\',
    '\u001BP>|XTerm(390)\u001B\\',
    '\u001B[M   ',
    '\u001B[?2;1$y',
  ])
    for (let cut = 1; cut < answer.length; cut += 1) {
      const { received, input } = filter();
      input.feed(answer.slice(0, cut));
      input.feed(`${answer.slice(cut)}q`);
      const texts = received.map(({ text }) => text).join('');
      expect(decodeKeys(texts), `${JSON.stringify(answer)} cut at ${cut}`).toEqual(['q']);
    }
  const { received, input } = filter();
  input.feed('\u001B]11;rgb:');
  vi.advanceTimersByTime(100);
  input.feed('egg');
  expect(received).toEqual([]);
  vi.runAllTimers();
  expect(received).toHaveLength(1);
  expect(decodeKeys(received[0]!.text)).toEqual([]);
});

test('a paste whose end got lost does not take the keyboard away for ever', () => {
  const { received, input } = filter();
  input.feed(PASTE.slice(0, -1));
  input.feed('p');
  vi.runAllTimers();
  input.feed('q');
  expect(joined(received, false)).toBe('q');
});
