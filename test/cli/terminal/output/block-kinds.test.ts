import { expect, test } from 'vitest';
import { drawn, lines } from './drawn.ts';

test('what does not fit a narrow terminal is broken where it must be, and aligned as it says', () => {
  const table = '| abcdefghijkl | b | c |\n|:-:|--:|---|\n| 日本語日本語 | two words | ~~x~~ |\n';
  expect(lines(table, 28)).toEqual(
    drawn(`
  ┌───────┬───────┬──────┐
  │ abcde │     b │ c    │
  │ fghij │       │      │
  │  kl   │       │      │
  ├───────┼───────┼──────┤
  │ 日本  │   two │ ~~x~ │
  │ 語日  │ words │ ~    │
  │ 本語  │       │      │
  └───────┴───────┴──────┘
`),
  );
  expect(lines('|a|\n|-|\n', 60)).toEqual(
    drawn(`
  ┌───┐
  │ a │
  └───┘
`),
  );
});

test('lists stand in lists, quotes in quotes, code in both', () => {
  const markdown = `- one
  1. nested, with words that go on in the next line of a terminal of sixty columns
  2. two

     again
- ~~~js
  // a comment
  ~~~

> a
> > b
>
>     code
`;
  expect(lines(markdown, 60)).toEqual(
    drawn(`
  • one
    1. nested, with words that go on in the next line of a
       terminal of sixty columns

    2. two

       again
  •   // a comment

  ┃ a
  ┃
  ┃ ┃ b
  ┃
  ┃   code
`),
  );
});

test('a line break begins a line, beside the name as well', () => {
  expect(lines('**Narrator (low):** a  \nb **c\\\nd** e\n\nf\\\ng\n', 60)).toEqual(
    drawn(`
  Narrator    (low) a
              b c
              d e

  f
  g
`),
  );
});

test('each mark has its style, over line ends too', () => {
  const colour = (markdown: string) => lines(markdown, 30, { TERM: 'xterm-256color' }).join('\n');
  const paint = (code: string) => code.replaceAll('<', '\u001B[').replaceAll('>', 'm');
  expect(colour('> **bold** *italic* `code` ~~gone~~\n')).toBe(
    paint('  <2>┃<22> <1>bold<22> <3>italic<23> <38;5;30>code<39> <9>gone<29>'),
  );
  expect(colour('> [words](a.org) <https://b.org> <c@d.org>\n')).toBe(
    paint('  <2>┃<22> words <2>(a.org)<22>\n  <2>┃<22> https://b.org c@d.org'),
  );
  expect(colour('> **bold words that go on in the next line**\n')).toBe(
    paint('  <2>┃<22> <1>bold words that go on in<22>\n  <2>┃<22> <1>the next line<22>'),
  );
});
