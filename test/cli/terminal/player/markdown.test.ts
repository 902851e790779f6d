import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';

const scene = (title: string, name: string, body: string) =>
  `---\nid: all\ntitle: ${title}\ncast: [${name}]\nbudget: 1m\n---\n\n# ${title}\n\n${body}`;

const COMMAND =
  'echo one two three four five six seven eight nine ten eleven twelve thirteen fourteen > /dev/null';
const STEP = `\`\`\`sh name=long exit=0\n${COMMAND}\n\`\`\`\n`;

const ENGLISH = scene(
  'All there is',
  'Narrator',
  `**Narrator:** A *slow* app is **worse** than none: it answers within 5&nbsp;s.

| What | How long |
| --- | ---: |
| a restart of the pod, with all its probes | 5 s |

---

> Logs go to standard output.

1. build
2. push

# A second title

${STEP}`,
);
const CZECH = scene(
  'Všechno, co je',
  'Vypravěč',
  `**Vypravěč:** *Pomalá* appka je **horší** než žádná: odpoví do 5&nbsp;s.

| Co | Jak dlouho |
| --- | ---: |
| restart podu i\u00A0se všemi jeho sondami | 5 s |

---

> Logy patří na standardní výstup.

1. postavit
2. poslat

# Druhý nadpis

${STEP}`,
);

/** What stands in the rows of a terminal after all that was written. */
async function rowsOf(raw: string, columns: number): Promise<string> {
  const screen = new xterm.Terminal({ cols: columns, rows: 200, allowProposedApi: true });
  await new Promise<void>((done) => screen.write(raw, done));
  const { active } = screen.buffer;
  return Array.from({ length: active.length }, (_, row) =>
    active.getLine(row)!.translateToString(true).trimEnd(),
  ).join('\n');
}

async function played(language: string, columns: number): Promise<string> {
  const { env, scenes } = talkOf(ENGLISH);
  writeFileSync(join(scenes, '01-scene', 'scene.cs.md'), CZECH);
  const args = ['--scenes', scenes, '--lang', language, 'scene', 'next', '--no-typing'];
  const terminal = new Terminal(args, { ...env, NO_COLOR: '1' }, undefined, columns);
  for (let pressed = 0; pressed < 5; pressed += 1) {
    await terminal.sees('↵');
    terminal.press('\r');
  }
  expect(await terminal.ends()).toBe(0);
  const [, shown = ''] =
    /\n( {2}(?:Narrator|Vypravěč)[^]*)\n {2}✓/.exec(await rowsOf(terminal.raw, columns)) ?? [];
  return `\n${shown.replaceAll('\u00A0', '␣')}\n`;
}

test.each([
  [
    'en',
    60,
    `
  Narrator    A slow app is worse than none: it answers
              within 5␣s.

  ┌───────────────────────────────────────────┬──────────┐
  │ What                                      │ How long │
  ├───────────────────────────────────────────┼──────────┤
  │ a restart of the pod, with all its probes │      5 s │
  └───────────────────────────────────────────┴──────────┘

  ────────────────────────────────────────────────────────

  ┃ Logs go to standard output.

  1. build
  2. push

  A second title

  $ echo one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen > /dev/null
`,
  ],
  [
    'en',
    80,
    `
  Narrator    A slow app is worse than none: it answers within 5␣s.

  ┌───────────────────────────────────────────┬──────────┐
  │ What                                      │ How long │
  ├───────────────────────────────────────────┼──────────┤
  │ a restart of the pod, with all its probes │      5 s │
  └───────────────────────────────────────────┴──────────┘

  ────────────────────────────────────────────────────────────────────────────

  ┃ Logs go to standard output.

  1. build
  2. push

  A second title

  $ echo one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen > /dev/null
`,
  ],
  [
    'en',
    100,
    `
  Narrator    A slow app is worse than none: it answers within 5␣s.

  ┌───────────────────────────────────────────┬──────────┐
  │ What                                      │ How long │
  ├───────────────────────────────────────────┼──────────┤
  │ a restart of the pod, with all its probes │      5 s │
  └───────────────────────────────────────────┴──────────┘

  ────────────────────────────────────────────────────────────────────────────

  ┃ Logs go to standard output.

  1. build
  2. push

  A second title

  $ echo one two three four five six seven eight nine ten eleven twelve thirteen fourteen >
    /dev/null
`,
  ],
  [
    'cs',
    60,
    `
  Vypravěč    Pomalá appka je horší než žádná: odpoví do
              5␣s.

  ┌──────────────────────────────────────┬────────────┐
  │ Co                                   │ Jak dlouho │
  ├──────────────────────────────────────┼────────────┤
  │ restart podu i␣se všemi jeho sondami │        5 s │
  └──────────────────────────────────────┴────────────┘

  ────────────────────────────────────────────────────────

  ┃ Logy patří na standardní výstup.

  1. postavit
  2. poslat

  Druhý nadpis

  $ echo one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen > /dev/null
`,
  ],
  [
    'cs',
    80,
    `
  Vypravěč    Pomalá appka je horší než žádná: odpoví do 5␣s.

  ┌──────────────────────────────────────┬────────────┐
  │ Co                                   │ Jak dlouho │
  ├──────────────────────────────────────┼────────────┤
  │ restart podu i␣se všemi jeho sondami │        5 s │
  └──────────────────────────────────────┴────────────┘

  ────────────────────────────────────────────────────────────────────────────

  ┃ Logy patří na standardní výstup.

  1. postavit
  2. poslat

  Druhý nadpis

  $ echo one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen > /dev/null
`,
  ],
  [
    'cs',
    100,
    `
  Vypravěč    Pomalá appka je horší než žádná: odpoví do 5␣s.

  ┌──────────────────────────────────────┬────────────┐
  │ Co                                   │ Jak dlouho │
  ├──────────────────────────────────────┼────────────┤
  │ restart podu i␣se všemi jeho sondami │        5 s │
  └──────────────────────────────────────┴────────────┘

  ────────────────────────────────────────────────────────────────────────────

  ┃ Logy patří na standardní výstup.

  1. postavit
  2. poslat

  Druhý nadpis

  $ echo one two three four five six seven eight nine ten eleven twelve thirteen fourteen >
    /dev/null
`,
  ],
])('a scene of all kinds is played in %s at %i columns', async (language, columns, expected) => {
  expect(await played(language, columns)).toBe(expected);
});
