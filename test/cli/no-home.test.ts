/** A user whom the machine has no record of, as containers have them: it says neither name nor home. */
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { pycontHome } from '../../src/cli/settings.ts';
import { prepareSocketFolder } from '../../src/embedded/docker-engine/server/socket-path.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { temporaryFolder } from '../show/temporary.ts';

vi.mock('node:os', async (original) => {
  const unknown = () => {
    throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' });
  };
  return { ...(await original<typeof import('node:os')>()), homedir: unknown, userInfo: unknown };
});

test('without HOME a home is asked for, and with one all is well', () => {
  expect(() => pycontHome({})).toThrow(UserError);
  expect(pycontHome({ HOME: '/h' })).toBe('/h/.local/state/pycont');
  expect(pycontHome({ PYCONT_HOME: '/p' })).toBe('/p');
  expect(pycontHome({ XDG_STATE_HOME: '/x' })).toBe('/x/pycont');
});

test("the engine's socket has its folder all the same", () => {
  expect(() => prepareSocketFolder(join(temporaryFolder(), 'run', 'engine.sock'))).not.toThrow();
});
