import { expect, test } from 'vitest';
import { ApiFailure } from '../../src/kubernetes/api.ts';
import { printable } from '../../src/kubernetes/text.ts';

const ESC = '\u001b';

test.each([
  ['a colour', `${ESC}[31mred${ESC}[0m`, 'red'],
  ['the clipboard', `x${ESC}]52;c;ZXZpbA==\u0007y`, 'xy'],
  ['the clipboard, ended otherwise', `x${ESC}]52;c;ZXZpbA==${ESC}\\y`, 'xy'],
  ['a title that does not end', `x${ESC}]0;evil`, 'x'],
  ['a link', `${ESC}]8;;http://evil${ESC}\\here${ESC}]8;;${ESC}\\`, 'here'],
  ['the eight-bit forms', 'x\u009b31my\u009d0;evil\u009cz', 'xyz'],
  ['a device control string', `x${ESC}P1$r0m${ESC}\\y`, 'xy'],
  ['a reset', `x${ESC}cy`, 'xy'],
  ['a character set', `x${ESC}(0y`, 'xy'],
  ['ESC alone at the end', `x${ESC}`, 'x'],
  ['lines', 'one\r\ntwo\tthree', 'one two three'],
  ['what hides or turns text', 'a\u202eb\u200bc\ufeff', 'a b c'],
  ['backspaces', 'ok\b\bno', 'ok no'],
  ['Czech', 'Příliš žluťoučký', 'Příliš žluťoučký'],
])('%s', (_what, text, seen) => {
  expect(printable(text)).toBe(seen);
});

test('is not longer than people read', () => {
  expect(printable('x'.repeat(10_000))).toHaveLength(401);
});

test('comes to an end for texts that are made not to', () => {
  for (const text of [`${ESC}]`.repeat(200_000), `${ESC}[${';'.repeat(400_000)}`, ESC.repeat(400_000)])
    expect(printable(text).length).toBeLessThanOrEqual(401);
});

test('what the API server says, too', () => {
  const body = JSON.stringify({ message: `no${ESC}]52;c;ZXZpbA==\u0007 way` });
  expect(new ApiFailure('scale kad', { status: 403, headers: {}, body }).message).toBe(
    'could not scale kad: no way (403)',
  );
});
