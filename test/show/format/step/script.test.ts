/** What is typed into a step, how it ends, and what is said of mistakes in it. */
import { describe, expect, test } from 'vitest';
import { readScene } from '../../../../src/show/format/parse-scene.ts';
import { stepsOf } from '../../../../src/show/format/scene.ts';
import type { CommandStep } from '../../../../src/show/format/scene.ts';

const FRONT = '---\nid: demo\ntitle: A\ncast: [Narrator]\nbudget: 1m\n---\n';

function read(info: string, body: string) {
  const { scene, mistakes } = readScene(`${FRONT}\`\`\`sh ${info}\n${body}\n\`\`\`\n`, 'scene.md');
  return { step: stepsOf(scene!)[0] as CommandStep, mistakes: mistakes.map(({ message }) => message) };
}

describe('a script', () => {
  test('stands behind its command, one line below the other', () => {
    const { step, mistakes } = read(
      'interactive exit=0',
      'kubectl exec -ti kad -- bash\nwait for="$ " timeout=10s\n  send="ps aux"\n\nsend=^C\nwait time=1.5s\nsend=Page-Down',
    );
    expect(mistakes).toEqual([]);
    expect(step.command).toBe('kubectl exec -ti kad -- bash');
    expect(step.script).toEqual([
      {
        kind: 'wait-for',
        text: '$ ',
        timeoutMs: 10_000,
        line: 'wait for="$ " timeout=10s',
        position: { line: 9, column: 1 },
      },
      { kind: 'send', data: 'ps aux\r', line: 'send="ps aux"', position: { line: 10, column: 3 } },
      { kind: 'send', data: '\u0003', line: 'send=^C', position: { line: 12, column: 1 } },
      { kind: 'wait-time', ms: 1_500, line: 'wait time=1.5s', position: { line: 13, column: 1 } },
      { kind: 'send', data: '\u001B[6~', line: 'send=Page-Down', position: { line: 14, column: 1 } },
    ]);
  });

  test('a key in quotes is text', () => {
    expect(read('interactive exit=0', 'sh\nsend="^C"').step.script).toMatchObject([{ data: '^C\r' }]);
  });

  test.each([
    ['^[', '\u001B'],
    ['Ctrl-D', '\u0004'],
    ['Enter', '\r'],
    ['Up', '\u001B[A'],
    ['Backspace', '\u007F'],
  ])('the key %s', (key, data) => {
    expect(read('interactive exit=0', `sh\nsend=${key}`).step.script).toMatchObject([{ data }]);
  });

  test.each([
    [
      'interactive exit=0',
      'sh\nsend="x"\nls',
      'scene.md:10:1: a command stands behind what is typed into its terminal',
    ],
    ['interactive exit=0', 'sh\nsend=Entr', "scene.md:9:6: 'Entr' is not a valid key"],
    ['interactive exit=0', 'sh\nsend=x', "scene.md:9:6: 'x' is not a valid key"],
    ['interactive exit=0', 'sh\nsend="x" timeout=1s', "scene.md:9:10: unknown attribute 'timeout'"],
    ['interactive exit=0', 'sh\nwait for="x" within=1s', "scene.md:9:14: unknown attribute 'within'"],
    ['interactive exit=0', 'sh\nwait for="x" time=1s', "scene.md:9:14: 'time' does not fit here"],
    ['interactive exit=0', 'sh\nwait for=""', 'scene.md:9:10: this waits for nothing'],
    ['interactive exit=0', 'sh\nwait time=soon', /^scene.md:9:11: /],
    ['interactive exit=0', 'sh\nsend="x', /^scene.md:9:6: the value of send has no closing quote/],
    ['exit=0', 'sh\nsend="x"', 'scene.md:9:1: nothing can be typed into this step'],
    ['interactive exit=0', 'send="x"', 'scene.md:7:1: the sh block is empty'],
  ])('%s, %j: a mistake with its place', (info, body, message) => {
    expect(read(info, body).mistakes).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });
});

describe('how it ends', () => {
  test('by a key, after a time or when an output comes', () => {
    const { step, mistakes } = read('ends="Ctrl-C" after=10s when-output="ready" exit=130', 'tail -f x');
    expect(mistakes).toEqual([]);
    expect(step.ends).toEqual({ key: 'Ctrl-C', data: '\u0003', afterMs: 10_000, whenOutput: 'ready' });
  });

  test.each([
    ['after=1s exit=0', "'after' belongs to 'ends'"],
    ['when-output=x exit=0', "'when-output' belongs to 'ends'"],
    ['ends=q exit=0', "'q' is not a valid key to end with"],
    ['ends=never exit=0', "'never' is not a valid key to end with"],
    ['tty until exit=0', 'a step cannot be both until and tty'],
    ['tty background name=x exit=0', 'a step cannot be both background and tty'],
    ['background name=x ends=^C exit=0', 'a step cannot be both background and ends'],
    ['wait ends=^C exit=0', 'a step cannot be both wait and ends'],
  ])('%s: a mistake', (info, message) => {
    expect(read(info, 'tail -f x').mistakes).toEqual([expect.stringContaining(message)]);
  });
});

test('what is run before it is tried again', () => {
  expect(read('exit=0 before-retry="docker rm -f kad"', 'docker run --name kad x').step.beforeRetry).toBe(
    'docker rm -f kad',
  );
});
