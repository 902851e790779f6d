/** Steps in a terminal of their own, played where nobody watches. */
import { describe, expect, test } from 'vitest';
import { runCommandStep } from '../../../../src/show/player/run-step.ts';
import type { Picture } from '../../../../src/show/player/terminal/emulator.ts';
import type { Row } from '../../../../src/show/player/terminal/rows.ts';
import { inEnglish } from '../../../messages/in-english.ts';
import { context, step } from '../contexts.ts';

const run = (info: string, body: string) => runCommandStep(step(info, body), context());
const passes = { failures: [] };

describe('a script is typed into an interactive step', () => {
  test.each([
    ['a line', 'read line; echo "got <$line>"', 'send="ps aux"', 'got <ps aux>'],
    [
      'what it waits for comes first',
      'sleep 0.2; echo ready; read line; echo "got $line"',
      'wait for="ready"\nsend="x"',
      'got x',
    ],
    [
      'a key',
      'trap "echo caught; exit 0" INT; echo up; while true; do sleep 0.05; done',
      'wait for="up"\nsend=^C',
      'caught',
    ],
    ['the end of the input', 'cat', 'send="to the end"\nsend=^D', 'to the end'],
    [
      'one after the other',
      `PS1='$ ' bash --norc -i`,
      'wait for="$"\nsend="echo $((20 + 3))"\nwait for="23"\nsend="exit"',
      '23',
    ],
    ['waiting for the eye', 'read line; echo "got $line"', 'wait time=10ms\nsend=""', 'got'],
  ])('%s', async (_, command, script, output) => {
    const result = await run(`interactive contains="${output}"`, `${command}\n${script}`);
    expect(result).toMatchObject(passes);
    expect(result.output).toContain(output);
  });

  test('what it waits for in vain is a failure with its line, and ends the command', async () => {
    const result = await run(
      'interactive exit=0',
      'echo here; read line\nwait for="there" timeout=200ms\nsend="x"',
    );
    expect(inEnglish(result.failures)).toEqual([
      { expected: 'the terminal to show "there" (line 9 of the scene) within 0.2 s', got: 'here' },
    ]);
  });

  test('a command that ends before is a failure, too', async () => {
    const result = await run('interactive exit=0', 'echo gone\nwait for="there"\nsend="x"');
    expect(inEnglish(result.failures)).toMatchObject([{ got: 'gone' }]);
  });

  test('without a script a command that waits needs a person, and a rehearsal says so soon', async () => {
    const result = await run('interactive exit=0 timeout=60s', 'echo ready; cat');
    expect(String(result.failures[0]!.got)).toBe('it waits, and nothing says what is typed into it: ready');
    expect(String(result.failures[0]!.expected)).toContain('send="…"');
  });

  test('without a script a command that prints for ever is ended after its time, and a rehearsal says what to write', async () => {
    const info = 'interactive exit=130 timeout=400ms';
    const result = await run(info, 'while true; do date; sleep 0.1; done');
    expect(result.failures).toHaveLength(1);
    expect(String(result.failures[0]!.expected)).toContain('ends="Ctrl-C"');
    expect(String(result.failures[0]!.got)).toMatch(/^it did not end and was stopped: .*:/);
  });

  test('without a script a command that ends by itself does so', async () => {
    expect(await run('interactive contains="over"', 'echo over')).toMatchObject(passes);
  });

  test('its input is a terminal, and so is its output', async () => {
    expect(await run('interactive exit=0', 'test -t 0 && test -t 1 && read x\nsend=Enter')).toMatchObject(
      passes,
    );
  });
});

describe('a command without an end is ended', () => {
  const LOOP = 'while true; do date; sleep 0.05; done';
  test.each([
    ['when what it must print is there', 'ends="Ctrl-C" contains=":"', LOOP],
    ['after a time', 'ends="Ctrl-C" after=200ms exit=130', LOOP],
    ['when an output comes', 'ends="Ctrl-C" when-output=":" exit=130', LOOP],
    ['in a terminal', 'tty ends="Ctrl-C" contains=":"', LOOP],
    [
      'by another key',
      'interactive ends="q" when-output="up" exit=3',
      'echo up; read -n 1 -s key; [ "$key" = q ] && exit 3',
    ],
    [
      'and may have something to say at its end',
      'ends="Ctrl-C" when-output="up" exit=0 contains="bye"',
      'trap "echo bye; exit 0" INT; echo up; while true; do sleep 0.05; done',
    ],
  ])('%s', async (_, info, command) => {
    expect(await run(info, command)).toMatchObject({ ...passes, interrupted: false });
  });

  test('its exit code is judged where the step names one', async () => {
    const result = await run('ends="Ctrl-C" after=100ms exit=0', LOOP);
    expect(inEnglish(result.failures)).toEqual([{ expected: 'exit code 0', got: 'exit code 130' }]);
  });

  test('one that ignores the key, and has to be killed, is a failure', async () => {
    const result = await run('ends="Ctrl-C" contains="up"', "trap '' INT; echo up; sleep 60");
    expect(inEnglish(result.failures)).toMatchObject([{ expected: 'the command to end by Ctrl-C' }]);
  });

  test('one that ends by itself is a failure', async () => {
    const result = await run('ends="Ctrl-C" contains="x"', 'echo no; exit 1');
    expect((inEnglish(result.failures) as object[])[0]).toEqual({
      expected: 'it to go on until Ctrl-C',
      got: 'it ended with exit code 1: no',
    });
  });

  test('what it must print and does not is a failure when its time is over', async () => {
    const result = await run('ends="Ctrl-C" timeout=300ms contains="never"', LOOP);
    expect(String(result.failures[0]!.expected)).toContain('within 0.3 s');
  });

  test("the speaker's own Ctrl-C is success where the step expects it", async () => {
    for (const info of ['exit=130', 'ends="Ctrl-C" after=1h contains=":"', 'tty exit=130']) {
      const printed = Promise.withResolvers<void>();
      const result = await runCommandStep(step(info, 'echo up:; sleep 60'), context(), {
        onOutput: () => printed.resolve(),
        terminal: {
          size: () => ({ columns: 80, rows: 24 }),
          onResize: () => () => {},
          picture: () => printed.resolve(),
        },
        onRunning: (running) => void printed.promise.then(() => running?.interrupt()),
      });
      expect(result).toMatchObject({ ...passes, exitCode: 130 });
    }
  });
});

describe('a terminal for a step', () => {
  test("in the speaker's whole terminal the last 5,000 rows are kept", async () => {
    let left: string[] = [];
    const terminal = {
      size: () => ({ columns: 80, rows: 24 }),
      join: () => {},
      left: (rows: readonly Row[]) => void (left = rows.map(({ plain }) => plain)),
    };
    const result = await runCommandStep(step('interactive exit=0', 'seq 12000'), context({ terminal }));
    expect(result).toMatchObject(passes);
    expect(left).toHaveLength(5_000);
    expect([left[0], left.at(-1)]).toEqual(['7001', '12000']);
  });

  test('colours are shown, and expectations see plain text', async () => {
    const pictures: Picture[] = [];
    const result = await runCommandStep(
      step(
        'tty contains="green sea" exit=0',
        String.raw`ls --color=always -d / >/dev/null; printf '\033[32mgreen\033[0m sea\n'`,
      ),
      context(),
      {
        terminal: {
          size: () => ({ columns: 40, rows: 10 }),
          onResize: () => () => {},
          picture: (picture) => pictures.push(picture),
        },
      },
    );
    expect(result).toMatchObject(passes);
    expect(pictures.at(-1)!.settled.map(({ styled }) => styled)).toEqual(['\u001B[32mgreen\u001B[0m sea']);
  });

  test('a progress bar is its last state', async () => {
    const result = await run(
      'tty contains="100 %" excludes="50 %"',
      String.raw`printf ' 50 %%\r'; printf '100 %%\n'`,
    );
    expect(result).toMatchObject(passes);
  });

  test('it has the size of its place on the screen, and follows it', async () => {
    let columns = 50;
    const resized: (() => void)[] = [];
    const pictures: Picture[] = [];
    const running = runCommandStep(
      step(
        'tty contains="50" contains="61" exit=0 timeout=20s',
        'tput cols; while [ "$(tput cols)" = 50 ]; do sleep 0.05; done; tput cols',
      ),
      context({ env: { PATH: process.env.PATH, TERM: 'xterm-256color' } }),
      {
        terminal: {
          size: () => ({ columns, rows: 10 }),
          onResize: (listener) => {
            resized.push(listener);
            return () => {};
          },
          picture: (picture) => {
            pictures.push(picture);
            if (picture.live.some(({ plain }) => plain === '50') && columns === 50) {
              columns = 61;
              for (const listener of resized) listener();
            }
          },
        },
      },
    );
    expect(await running).toMatchObject(passes);
  });

  test('nothing can be typed', async () => {
    const result = await run('tty exit=nonzero timeout=300ms', 'read line');
    expect(String(result.failures[0]!.expected)).toContain('end within');
  });
});

test('the time of a step is that of its command, without its checks', async () => {
  const result = await run('exit=0 duration="<1s" check="sleep 1.5"', 'true');
  expect(result).toMatchObject(passes);
  expect(result.ms).toBeLessThan(1_000);
});
