import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, test, vi } from 'vitest';
import { Keys } from '../../../../src/cli/terminal/input/keys.ts';
import { suspend } from '../../../../src/cli/terminal/input/suspend.ts';
import type { Out } from '../../../../src/cli/terminal/output/output.ts';

test('a stop while the terminal is lent, and not joined yet, leaves the shell no raw terminal', () => {
  // Stopped would be the process of this test.
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  let raw = false;
  const input = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => void (raw = on) });
  const keys = new Keys(input as unknown as ReadStream, { write: () => true } as unknown as Out, () => {});
  keys.open();
  keys.lend();
  expect(raw).toBe(true);
  suspend();
  expect(kill).toHaveBeenCalledWith(0, 'SIGTSTP');
  expect(raw).toBe(false);
  process.emit('SIGCONT');
  expect(raw).toBe(true);
  keys.open();
  keys.close();
  expect(raw).toBe(false);
  expect(process.listenerCount('SIGTSTP')).toBe(0);
});
