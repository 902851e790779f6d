import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { act } from '../../../src/show/player/act.ts';
import { Backgrounds } from '../../../src/show/player/backgrounds.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import type { ExecutionContext, StepResult } from '../../../src/show/player/execution.ts';
import { portIn, tellTakenPort } from '../../../src/show/player/port-taken.ts';
import type { Stage, TakenPort } from '../../../src/stage/index.ts';
import { context, step } from './contexts.ts';

const DOCKER = 'docker: Error response from daemon: driver failed programming external connectivity';

test.each([
  [`${DOCKER} on endpoint kad (f00): Bind for 0.0.0.0:5000 failed: port is already allocated.`, 5000],
  [`${DOCKER}: listen tcp4 127.0.0.1:5001: bind: address already in use`, 5001],
  ['failed to bind host port 0.0.0.0:8080/tcp: address already in use', 8080],
  ['exposing port TCP 0.0.0.0:5000 -> 127.0.0.1:0: listen tcp [::]:5002: bind: address already in use', 5002],
  ['Error: listen EADDRINUSE: address already in use :::3000', 3000],
  ['The name "/kad" is already in use by container f00.', undefined],
  ['all is well\n', undefined],
])('%s', (output, port) => {
  expect(portIn(output)).toBe(port);
});

const failed: StepResult = {
  failures: [{ expected: 'exit code 0', got: 'exit code 125' }],
  ms: 1,
  attempts: 1,
  output: 'Bind for 0.0.0.0:5000 failed: port is already allocated',
  interrupted: false,
};

async function told(result: StepResult, taken: TakenPort) {
  const context = { env: { LOCAL_PORT: '5000' } } as unknown as ExecutionContext;
  const stage = { portTaken: async () => taken } as unknown as Stage;
  const { failures } = await tellTakenPort(result, stage, context);
  return { env: context.env, texts: failures.map(({ expected, got }) => `${expected}: ${got}`) };
}

test('a port that has moved is that of the next try', async () => {
  const moved = { LOCAL_PORT: '41000', LOCAL_URL: 'http://127.0.0.1:41000' };
  expect(await told(failed, { holder: 'nc (process 7)', moved })).toEqual({
    env: moved,
    texts: [
      'port 5000 to be free: nc (process 7) has it. Run it again (r, or pycont scene next): LOCAL_PORT is now 41000.',
      'exit code 0: exit code 125',
    ],
  });
});

test('what has not moved is ended by a person', async () => {
  const own = await told(failed, { holder: 'the container kad', ownContainer: 'kad' });
  expect(own.texts[0]).toMatch(/^port 5000 to be free: the container kad has it. Type docker rm -f kad, and/);
  const other = await told(failed, { holder: 'another program' });
  expect(other.texts[0]).toMatch(/another program has it. End it, or name another port, and run it again/);
  expect(other.env).toEqual({ LOCAL_PORT: '5000' });
});

test('a step that passed, or was interrupted, is left as it is', async () => {
  const taken = { holder: 'another program' };
  expect((await told({ ...failed, failures: [] }, taken)).texts).toEqual([]);
  expect((await told({ ...failed, interrupted: true }, taken)).texts).toEqual(['exit code 0: exit code 125']);
});

test.each([
  ['with before-retry it is run again at once', 'before-retry="touch cleaned"', []],
  ['without, a person decides', '', ['port 5000 to be free', 'exit code 0']],
])('where LOCAL_PORT has moved: %s', async (_, attribute, expected) => {
  const place = context({ env: { PATH: process.env.PATH, LOCAL_PORT: '5000' } });
  const moved = { LOCAL_PORT: '41000', LOCAL_URL: 'http://127.0.0.1:41000' };
  const stage = { portTaken: async () => ({ holder: 'nc', moved }) } as unknown as Stage;
  const command =
    '[ $LOCAL_PORT = 41000 ] || { echo "listen 127.0.0.1:5000: address already in use"; exit 1; }';
  const { failures } = await act(step(`exit=0 ${attribute}`, command), { folder: '/' } as LoadedScene, {
    stage,
    context: place,
    backgrounds: new Backgrounds(place),
  });
  expect(failures.map((failure) => String(failure.expected))).toEqual(expected);
  expect(existsSync(join(place.cwd, 'cleaned'))).toBe(expected.length === 0);
});
