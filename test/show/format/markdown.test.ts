import { expect, test } from 'vitest';
import { readScene } from '../../../src/show/format/parse-scene.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import { outline } from './outline.ts';

const FRONT = '---\nid: demo\ntitle: A\ncast: [Narrator, Hipster, Old Operations]\nbudget: 1m\n---\n';

function shown(markdown: string): string[] {
  const { scene, mistakes } = readScene(`${FRONT}${markdown}\n\nNarrator: end\n`, 'scene.md');
  expect(mistakes).toEqual([]);
  return outline(scene!.items).slice(0, -1);
}

test.each<[what: string, markdown: string, ...items: string[]]>([
  ['a rule of dashes', 'a\n\n---', 'direction a', 'rule'],
  ['rules of stars and lines', '* * *\n___', 'rule', 'rule'],
  ['a heading that is underlined', 'The *title*\n====\n\nbelow\n---', 'h1 The *title*', 'h2 below'],
  ['a heading with marks at its end', '### Some `code` ###', 'h3 Some `code`'],
  ['seven marks', '####### a', 'direction ####### a'],
  ['a quote', '> a\n> *b*\nc', 'quote {a *b* c}'],
  ['a quote of all kinds', '> a\n>\n> - b\n> > c', 'quote {a / list [b] / quote {c}}'],
  ['a list of each mark', '- a\n- b\n\n* c\n\n+ d', 'list [a] [b]', 'list [c]', 'list [d]'],
  ['a numbered list', '3. a\n4. b\n\n1) c', 'list from 3 [a] [b]', 'list from 1 [c]'],
  ['a year that begins a line', 'In the year\n1984. That was it', 'direction In the year 1984. That was it'],
  ['lists in lists', '1. a\n   - b\n     - c\n2. d', 'list from 1 [a / list [b / list [c]]] [d]'],
  ['a list with empty lines', '- a\n\n- b\n\n  c', 'loose list [a] [b / c]'],
  ['code in a list', '- a\n\n  ```js\n  b\n  ```', 'loose list [a / js: b]'],
  ['a table', '| a | b |\n|---|--:|\n| *c* | d\\|e |', 'table ,right a|b // *c*|d|e'],
  ['a table without bars at its sides', 'a | b\n:-: | :--\n`c`', 'table center,left a|b // `c`|'],
  ['a table with too many cells', '|a|\n|-|\n|b|c|', 'table  a // b'],
  ['bars that are no table', '| a | b |', 'direction | a | b |'],
  ['emphasis of each kind', '*a* _b_ **c** __d__ ***e***', 'direction *a* *b* **c** **d** ***e***'],
  ['stars with spaces', '2 * 3 * 4 and a_b_c', 'direction 2 * 3 * 4 and a_b_c'],
  ['crossed-out text', '~~a~~', 'direction ~~a~~'],
  ['code with backticks', '`` a`b `` and ```c```', 'direction `a`b` and `c`'],
  ['a link', '[a *b*](https://x.org "title")', 'direction [a *b*](https://x.org)'],
  ['a bare link', '<https://x.org>', 'direction [https://x.org](https://x.org)'],
  [
    'link references',
    '[a], [b][A] and [none]\n\n> [A]: https://x.org\n\n[a]: https://second.org',
    'direction [a](https://x.org), [b](https://x.org) and [none]',
    'quote {}',
  ],
  ['line breaks', 'a  \nb\\\nc\nd', 'direction a⏎b⏎c d'],
  ['entities', '5&nbsp;s &lt;b&gt; &copy; &#x159;', 'direction 5\u00A0s <b> © ř'],
  ['escapes', '\\*a\\* \\- \\# b\\c', 'direction *a* - # b\\c'],
  ['a fence of tildes', '~~~ ts\na\n```\n~~~', 'ts: a\n```'],
  ['a longer fence', '`````\n```sh exit=0\n```\n`````', 'code: ```sh exit=0\n```'],
  ['a fence that is indented', '   ```js\n   a\n     b\n  ```', 'js: a\n  b'],
  ['code that is indented', '    a\n\n      b', 'code: a\n\n  b'],
  ['a fence behind a paragraph', 'a\n```js\nb\n```\nc', 'direction a', 'js: b', 'direction c'],
  ['code without a language', '```\na\n```', 'code: a'],
  ['the comments of a code host', '[//]: # (nothing)'],
])('%s', (_what, markdown, ...items) => {
  expect(shown(markdown)).toEqual(items);
});

test.each<[what: string, markdown: string, item: string]>([
  ['a bold name', '**Hipster:** a', 'Hipster: a'],
  ['a bold name before its colon', '**Hipster**: a', 'Hipster: a'],
  ['a name underlined', '__Hipster:__ a', 'Hipster: a'],
  ['a plain name', 'Hipster: a', 'Hipster: a'],
  ['a name in a line of its own', 'Hipster:\na', 'Hipster: a'],
  ['a name before a break', '**Hipster:**\\\na', 'Hipster: a'],
  ['a mood', '**Hipster (proudly, *very*):** `a` b', 'Hipster (proudly, very): `a` b'],
  ['a mood of a plain name', 'Old Operations (tired): *a*', 'Old Operations (tired): *a*'],
  ['a sentence with a colon', 'what follows: a', 'direction what follows: a'],
  ['an escaped colon', 'Note\\: a', 'direction Note: a'],
  ['a word that ends in a colon', 'Narrator:', 'direction Narrator:'],
  ['bold words', '**Listen** to me', 'direction **Listen** to me'],
  ['a comment within', '**Hipster:** <!-- slowly --> a', 'Hipster: a'],
  ['no speech in a list', '- Hipster: a', 'list [Hipster: a]'],
])('%s', (_what, markdown, item) => {
  expect(shown(markdown)).toEqual([item]);
});

test('comments are notes for the next step, wherever they stand', () => {
  const step = '~~~sh exit=0\nls\n~~~\n';
  const { scene, mistakes } = readScene(
    `${FRONT}<!-- one\n  two --> <!-- three -->\na <!--b--> c\n\n- d\n  <!-- e -->\n\n> <!-- f\n> g -->\n\n<!-->\n<!---->\n\n${step}\n<!-- end -->\n`,
    'scene.md',
  );
  expect(mistakes).toEqual([]);
  expect(stepsOf(scene!)[0]!.notes).toEqual(['one\ntwo', 'three', 'b', 'e', 'f\ng']);
  expect(scene!.closingNotes).toEqual(['end']);
});

test('the attributes of a step are as they are written, and the command as CommonMark has it', () => {
  const info = 'name="a &amp; b" matches="\\\\d\\.&lt;" contains="\\"*x*\\""';
  const { scene } = readScene(`${FRONT}  ~~~~ sh ${info}\n  a\n    b &amp; c\n  ~~~\n ~~~~~\n`, 'scene.md');
  expect(stepsOf(scene!)).toMatchObject([
    {
      name: 'a &amp; b',
      command: 'a\n  b &amp; c\n~~~',
      position: { line: 7, column: 3 },
      expectations: [
        { kind: 'matches', pattern: '\\d\\.&lt;' },
        { kind: 'contains', text: '"*x*"' },
      ],
    },
  ]);
});
