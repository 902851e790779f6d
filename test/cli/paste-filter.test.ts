import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { PasteFilter, type Received } from '../../src/cli/tui/paste-filter.ts';

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

test('however late the rest of its mark comes, pasted text is not typed', async () => {
  const { received, input } = filter();
  input.feed('\u001B');
  await vi.waitFor(() => expect(received).toEqual([{ text: '\u001B', pasted: false }]));
  input.feed(PASTE.slice(1));
  expect(joined(received, false)).toBe('\u001B');
  expect(joined(received, true)).toBe('rm -rf\r');
});

test('a paste whose end got lost does not take the keyboard away for ever', async () => {
  const { received, input } = filter();
  input.feed(PASTE.slice(0, -1));
  await vi.waitFor(
    async () => {
      input.feed('q');
      await delay(1_050);
      expect(joined(received, false)).toContain('q');
    },
    { timeout: 10_000 },
  );
});
