/** docker run -ti and exec -ti in a real terminal. */
import { spawn } from '@lydell/node-pty';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestStage } from '../docker-engine/stage.ts';
import type { TestStage } from '../docker-engine/stage.ts';

let stage: TestStage;

beforeAll(async () => {
  stage = await startTestStage('processes');
}, 60_000);
afterAll(async () => stage.close());

/** A shell in a terminal that runs one docker command and prints the terminal's settings before and after. */
function inTerminal(command: string) {
  const script = `stty -a | grep -o -- '-\\?icanon'; ${process.execPath} ${stage.shim} ${command}; echo "code=$?"; stty -a | grep -o -- '-\\?icanon'`;
  const terminal = spawn('sh', ['-c', script], {
    cols: 91,
    rows: 31,
    env: stage.environment as Record<string, string>,
  });
  let output = '';
  terminal.onData((data) => (output += data));
  const ended = new Promise<void>((resolve) => terminal.onExit(() => resolve()));
  return {
    terminal,
    ended,
    text: () => output,
    shows: (text: string | RegExp) => vi.waitFor(() => expect(output).toMatch(text), { timeout: 15_000 }),
  };
}

test('docker run -ti: same terminal size, input, and restored settings', async () => {
  const session = inTerminal('run -q --rm -ti busybox sh');
  await session.shows(/[#$] $/);
  session.terminal.write('stty size; test -t 0 && echo is-a-tty\r');
  await session.shows(/31 91\r+\n/);
  await session.shows(/^is-a-tty\r+$/m);
  session.terminal.resize(120, 40);
  session.terminal.write('sleep 0.1; stty size\r');
  await session.shows(/40 120\r+\n/);
  session.terminal.write('exit 6\r');
  await session.ended;
  expect(session.text()).toContain('code=6');
  expect(session.text().match(/-?icanon/g)).toEqual(['icanon', 'icanon']);
});

test('Ctrl-C is input for the program, not for the client', async () => {
  const session = inTerminal('run -q --rm -ti busybox sh -c "trap : INT; echo up; sleep 1000; echo after"');
  await session.shows('up');
  session.terminal.write('\u0003');
  await session.shows('after');
  await session.ended;
  expect(session.text()).toContain('code=0');
});

test('exec -ti, and detaching with Ctrl-P Ctrl-Q', async () => {
  await stage.docker(
    'run',
    '-d',
    '--name',
    'host',
    '-ti',
    'busybox',
    'sh',
    '-c',
    'while read line; do echo got $line; done',
  );
  const exec = inTerminal('exec -ti host sh -c "test -t 1 && echo tty; exit 4"');
  await exec.ended;
  expect(exec.text()).toMatch(/tty\r+\n/);
  expect(exec.text()).toContain('code=4');
  const attach = inTerminal('attach host');
  await attach.shows('icanon');
  await vi.waitFor(
    () => {
      attach.terminal.write('hello\r');
      expect(attach.text()).toMatch(/^got hello\r+$/m);
    },
    { timeout: 15_000 },
  );
  attach.terminal.write('\u0010\u0011');
  await attach.ended;
  expect(attach.text()).toContain('read escape sequence');
  expect((await stage.docker('inspect', '-f', '{{.State.Status}}', 'host')).stdout).toBe('running\n');
});

test('-ti without a terminal is refused', async () => {
  const outcome = await stage.docker('run', '--rm', '-ti', 'busybox', 'true');
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('the input device is not a TTY');
});
