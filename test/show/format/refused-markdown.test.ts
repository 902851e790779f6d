import { expect, test } from 'vitest';
import { readScene } from '../../../src/show/format/parse-scene.ts';

const FRONT = '---\nid: demo\ntitle: A\ncast: [Narrator, Hipster]\nbudget: 1m\n---\n';

/** Line 7 is the first. */
function mistakes(markdown: string): string[] {
  const { mistakes } = readScene(`${FRONT}${markdown}\n\nNarrator: end\n`, 'scene.md');
  for (const { remedy } of mistakes) expect(remedy).not.toBe('');
  return mistakes.map(({ message }) => message.replace('scene.md:', ''));
}

const IMAGE = 'a terminal cannot show an image';
const HTML = 'a terminal cannot show HTML';
const FOOTNOTE = 'a terminal cannot show a footnote';
const BACKTICK = 'the first line of a block with backticks must not contain other backticks';

test.each<[what: string, markdown: string, ...mistakes: string[]]>([
  ['an image', 'a ![b](c.png)', `7:3: ${IMAGE}`],
  ['an image of a reference', '> - ![b]\n\n[b]: c.png', `7:5: ${IMAGE}`],
  ['an image in a table', '|a|b|\n|-|-|\n|c|![d](e)|', `9:4: ${IMAGE}`],
  ['HTML', '<details>\n\na<br>b\n</details>', `7:1: ${HTML}`, `9:2: ${HTML}`, `10:1: ${HTML}`],
  ['a footnote', 'a[^1]\n\n[^1]: some words', `7:2: ${FOOTNOTE}`, `9:1: ${FOOTNOTE}`],
  ['text behind a comment', '<!-- a\nb --> c', '8:6: there is text after the comment, on the same line'],
  [
    'text behind a comment in a quote',
    '> <!-- a\n> b --> c',
    '8:8: there is text after the comment, on the same line',
  ],
  ['a comment without an end', '- a\n  <!-- b', '8:3: the comment is not closed'],
  ['a fence without an end', '> ```js\n> a', '7:3: the block is not closed'],
  ['a step in a list', '- a\n  ```sh exit=0\n  b\n  ```', '8:3: a step cannot begin here'],
  ['a fence far from the margin', 'a\n\n    ```sh exit=0', '9:5: a block cannot begin here'],
  ['a fence far from the margin in a paragraph', 'a\n     ~~~', '8:6: a block cannot begin here'],
  ['bold words that are not', '**Hipster:**hi', "7:1: '**Hipster:**' is not bold"],
])('%s', (_what, markdown, ...expected) => {
  expect(mistakes(markdown)).toEqual(expected);
});

test('a backtick behind backticks is told, and the rest is read as it was meant', () => {
  const step = (info: string) => `\`\`\`sh ${info}\nls\n\`\`\`\n`;
  expect(
    mistakes(`${step('exit=0 contains="`"')}\na\n${step('exit=0 matches="`a`"')}\n${step('exit')}`),
  ).toEqual([`7:1: ${BACKTICK}`, `12:1: ${BACKTICK}`, '16:7: exit needs a value']);
  expect(mistakes('~~~sh exit=0 contains="`"\nls\n~~~')).toEqual([]);
  // Code within a line.
  expect(mistakes('```ls``` lists\n```\u00A0` ```')).toEqual([]);
});

test('the remedy is the fence of as many tildes', () => {
  const { mistakes } = readScene(`${FRONT}\`\`\`\`sh contains="\`"\nls\n\`\`\`\`\n`, 'scene.md');
  expect(mistakes.map(({ remedy }) => remedy)).toEqual(['Begin and end it with ~~~~']);
});

test('a heading of the first level is a title only where it is the first heading', async () => {
  const { titleOf } = await import('../../../src/show/format/scene.ts');
  const titled = (markdown: string) => titleOf(readScene(`${FRONT}${markdown}`, 'scene.md').scene!);
  expect(titled('# A\n\nNarrator: a\n\n# B\n')).toMatchObject({ text: [{ text: 'A' }] });
  expect(titled('## B\n\nNarrator: a\n\n# A\n')).toBeUndefined();
});
