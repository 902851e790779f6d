import { expect, test } from 'vitest';
import { translator } from '../../../src/messages/index.ts';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import { SceneError } from '../../../src/show/format/scene-error.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import { outline } from './outline.ts';

const FRONT = `---
id: demo
title: A demo
cast: [Narrator, Hipster, Old Operations]
budget: 2m30s
---
`;
const parse = (body: string, front = FRONT) => parseScene(front + body, 'scene.md');

test('a scene is what is said, shown and done, in order', () => {
  const scene = parse(`
# A demo

**Hipster (proudly):** Look at
this \`thing\`.

Operations sighs.

- one
- two
  and a half

<!-- Wait for
     the laugh. -->

\`\`\`sh name="Say it!" timeout=5s contains="a \\"b\\"" matches="^\\d+$" exit=nonzero duration=">9s" check="test -e x"
echo a \\
  b
\`\`\`

\`\`\`ts
const a = 1;
\`\`\`

\`\`\`diff
\`\`\`

Old Operations: Good.

<!-- the end -->
`);
  expect(scene).toMatchObject({ id: 'demo', title: 'A demo', budgetMs: 150_000, closingNotes: ['the end'] });
  expect(outline(scene.items)).toEqual([
    'h1 A demo',
    'Hipster (proudly): Look at this `thing`.',
    'direction Operations sighs.',
    'list [one] [two and a half]',
    'step say-it',
    'ts: const a = 1;',
    'step fix',
    'Old Operations: Good.',
  ]);
  const [command, fix] = stepsOf(scene);
  expect(command).toEqual({
    kind: 'command',
    id: 'say-it',
    name: 'Say it!',
    position: { line: 22, column: 1 },
    timeoutMs: 5_000,
    notes: ['Wait for\nthe laugh.'],
    command: 'echo a \\\n  b',
    background: false,
    interactive: false,
    until: false,
    look: false,
    wait: false,
    passing: false,
    expectations: [
      { kind: 'contains', text: 'a "b"' },
      { kind: 'matches', pattern: '^\\d+$' },
      { kind: 'exit', code: 'nonzero' },
      { kind: 'duration', operator: '>', ms: 9_000 },
      { kind: 'check', command: 'test -e x' },
    ],
  });
  expect(fix).toMatchObject({ kind: 'fix', patch: 'fix.patch', id: 'fix' });
});

test('steps without a name get ids of their own from their commands', () => {
  const scene = parse('```sh exit=0\nls\n```\n```sh exit=0\nls\n```\n~~~sh exit=0\necho ```\n~~~\n');
  expect(stepsOf(scene).map(({ id }) => id)).toEqual(['ls', 'ls-2', 'echo']);
});

test('a fix is called like its patch, and the usual one in the language of the reader; its id is the same', () => {
  const scene = parse(
    '```diff\n```\n```diff fix=logs.patch\n```\n```diff fix=fix.patch name="mend it"\n```\n',
  );
  const names = stepsOf(scene).map(({ id, name }) => [id, translator('en')(name), translator('cs')(name)]);
  expect(names).toEqual([
    ['fix', 'fix', 'oprava'],
    ['logs', 'logs', 'logs'],
    ['mend-it', 'mend it', 'mend it'],
  ]);
});

test('a background step is ended by a stop block, by attribute or by body', () => {
  for (const stop of ['```stop name="the load" exit=0\n```', '```stop\nthe load\n```']) {
    const scene = parse(`\`\`\`sh name="the load" background contains="x"\nload\n\`\`\`\n${stop}\n`);
    expect(stepsOf(scene)[1]).toMatchObject({ kind: 'stop', background: 'the-load', id: 'stop-the-load' });
  }
});

test('windows line ends and a byte order mark do no harm', () => {
  const scene = parseScene(`\uFEFF${FRONT}Hipster: a\nb\n`.replaceAll('\n', '\r\n'), 'scene.md');
  expect(outline(scene.items)).toEqual(['Hipster: a b']);
});

const sh = (info: string, body = 'true') => `\`\`\`sh ${info}\n${body}\n\`\`\`\n`;
const front = (...lines: string[]) => ['---', ...lines, '---', 'Narrator: a', ''].join('\n');
const whole = ['id: demo', 'title: A', 'cast: [Narrator]', 'budget: 1m'];

test.each<[what: string, text: string, place: string, problem: RegExp]>([
  // Front matter, which begins in line 1.
  ['no front matter', 'Narrator: a', '1:1', /front matter is missing/],
  ['front matter without an end', '---\nid: a\n', '1:1', /not closed/],
  ['a missing key', front(...whole.slice(0, 3)), '1:1', /no 'budget'/],
  ['an unknown key', front(...whole, 'badget: 2m'), '6:1', /unknown key 'badget'/],
  ['a bad budget', front(...whole.slice(0, 3), 'budget:  soon'), '5:10', /'soon' is not a valid duration/],
  ['a bad id', front('id: A b', ...whole.slice(1)), '2:5', /'A b'/],
  [
    'a cast that is no list',
    front('id: demo', 'title: A', 'cast: Narrator', 'budget: 1m'),
    '4:7',
    /list of names/,
  ],
  ['front matter that is no YAML', front('id: [demo', ...whole.slice(1)), '3:1', /not valid YAML/],
  // The body begins in line 7.
  ['nothing at all', FRONT, '7:1', /nothing happens/],
  ['an unclosed block', `${FRONT}Hipster: a\n\n  \`\`\`sh exit=0\nls\n`, '9:3', /not closed/],
  ['an unclosed comment', `${FRONT}Hipster: a\n <!-- b\n`, '8:2', /comment is not closed/],
  ['text after a comment', `${FRONT}<!-- b --> c\n`, '7:11', /text after the comment/],
  ['somebody not in the cast, bold', `${FRONT}**Manager:** a\n`, '7:3', /Manager speaks/],
  ['somebody not in the cast', `${FRONT}a\n\nManager: a\n`, '9:1', /Manager speaks/],
  ['somebody silent', `${FRONT}**Hipster:**\n`, '7:3', /says nothing/],
  ['an unknown attribute', FRONT + sh('exit=0 timout=3s'), '7:14', /'timout' is not a valid attribute/],
  ['no attribute at all', FRONT + sh('exit=0 ="a"'), '7:14', /'="a"' is not a valid attribute/],
  ['an open quote', FRONT + sh('contains="a'), '7:16', /no closing quote/],
  ['a step that expects nothing', FRONT + sh('name=a'), '7:1', /expects nothing/],
  ['an empty step', FRONT + sh('exit=0', ''), '7:1', /empty/],
  ['a bad timeout', FRONT + sh('exit=0 timeout=3x'), '7:22', /'3x' is not a valid duration/],
  ['a bad exit code', FRONT + sh('exit=256'), '7:12', /not a valid exit code/],
  ['a bad expression', FRONT + sh('matches="("'), '7:15', /regular expression/],
  ['a bad duration', FRONT + sh('duration="1s"'), '7:16', /not a valid bound/],
  ['a value where none belongs', FRONT + sh('exit=0 until=3'), '7:14', /takes no value/],
  ['a missing value', FRONT + sh('exit=0 check'), '7:14', /needs a value/],
  ['the same attribute twice', FRONT + sh('exit=0 exit=1'), '7:14', /twice/],
  ['a nameless background step', FRONT + sh('contains=a background'), '7:18', /no name/],
  [
    'a duration of a background step',
    FRONT + sh('name=a background duration="<1s"'),
    '7:25',
    /duration cannot be expected/,
  ],
  [
    'output of an interactive step',
    FRONT + sh('interactive contains=a'),
    '7:19',
    /contains cannot be expected/,
  ],
  ['an interactive step that repeats', FRONT + sh('interactive until exit=0'), '7:19', /cannot be repeated/],
  [
    'two steps of one name',
    FRONT + sh('name="A b" exit=0') + sh('name=a-b exit=0'),
    '10:1',
    /two steps.*line 7/,
  ],
  ['a wait that looks', FRONT + sh('wait exit=0 look'), '7:7', /cannot be look/],
  [
    'the end of nothing',
    `${FRONT}\`\`\`stop name=load\n\`\`\`\n`,
    '7:1',
    /the background step 'load' is not running/,
  ],
  ['the end of nobody', `${FRONT}\`\`\`stop\n\`\`\`\n`, '7:1', /does not say what ends/],
  [
    'a diff with expectations',
    `${FRONT}\`\`\`diff exit=0\n\`\`\`\n`,
    '7:9',
    /'exit' is not a valid attribute of a diff/,
  ],
  ['a step of another shell', `${FRONT}\`\`\`bash exit=0\nls\n\`\`\`\n`, '7:4', /'bash' is not a valid step/],
  ['a step in capitals', `${FRONT}\`\`\` Stop name=a\n\`\`\`\n`, '7:5', /'Stop' is not a valid step/],
  [
    'a step without a space',
    `${FRONT}\`\`\`sh{exit=0}\nls\n\`\`\`\n`,
    '7:4',
    /'sh{exit=0}' is not a valid step/,
  ],
  ['a step without a language', `${FRONT}\`\`\`exit=0\nls\n\`\`\`\n`, '7:4', /'exit=0' is not a valid step/],
  ['a step in a list', `${FRONT}- a\n  ${sh('exit=0')}`, '8:3', /a step cannot begin here/],
  ['a step as an item', `${FRONT}- ${sh('exit=0')}`, '7:3', /a step cannot begin here/],
  ['a step behind a tab', `${FRONT}\t${sh('exit=0')}`, '7:2', /a block cannot begin here/],
  [
    'a step that is quoted',
    `${FRONT}a
> ${sh('exit=0')}`,
    '8:3',
    /a step cannot begin here/,
  ],
  ['a timeout of weeks', FRONT + sh('exit=0 timeout=600h'), '7:22', /'600h' is longer than 24h/],
  ['a command of 128 kB', FRONT + sh('exit=0', 'a'.repeat(131_072)), '7:1', /longer than the 128 kB/],
  ['a zero byte', `${FRONT}Hipster: a\n${sh('exit=0', 'a\0b')}`, '9:2', /zero byte/],
  ['another encoding', [...FRONT].join('\0'), '1:2', /zero byte/],
])('%s is told with its place', (_what, text, place, problem) => {
  const error = (() => {
    try {
      parseScene(text, 'scene.md');
    } catch (thrown) {
      return thrown;
    }
    return undefined;
  })();
  expect(error).toBeInstanceOf(SceneError);
  expect((error as SceneError).message).toMatch(problem);
  expect((error as SceneError).message.startsWith(`scene.md:${place}: `), (error as SceneError).message).toBe(
    true,
  );
  expect((error as SceneError).remedy).not.toBe('');
});

test('code that is only shown may say whatever it wants of itself', () => {
  const blocks = ['js title="a"', 'bash', 'text {.wide}', 'python name=a.py', ''];
  const text = blocks.map((info) => `\`\`\`${info}\nlook wait\n\`\`\`\n`).join('\n');
  expect(parse(`Hipster: a\n\n- \`b\`\n\n${text}`).items).toHaveLength(2 + blocks.length);
});

test('an attribute that was mistyped gets the nearest one', () => {
  expect(() => parse(sh('exit=0 timout=3s'))).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining('Did you mean timeout?') }),
  );
});
