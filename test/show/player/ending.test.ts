import { expect, test } from 'vitest';
import { endWhenDue } from '../../../src/show/player/ending.ts';
import type { Outcome } from '../../../src/show/player/expectations.ts';
import { step } from './contexts.ts';

test('what is printed while the output is looked at is not missed, though nothing comes after it', async () => {
  const ended = Promise.withResolvers<Outcome>();
  let tell = () => {};
  let output = 'starting';
  let settles = 0;
  const shell = {
    done: ended.promise,
    // The terminal shows what was printed meanwhile only after this look.
    output() {
      const before = output;
      if (settles === 2) output = 'up';
      return before;
    },
    settled: async () => {
      settles += 1;
      // The first time there is nothing new; the second time the last piece comes.
      tell();
    },
    press() {
      ended.resolve({ exitCode: 130, timedOut: false, interrupted: false, ms: 0, output, stdout: output });
    },
    interrupt: () => {},
    end: () => ended.promise,
  };
  const printed = () => new Promise<void>((resolve) => (tell = resolve));
  const ending = endWhenDue(step('ends="Ctrl-C" when-output="up" exit=130', 'serve'), {
    shell,
    typed: Promise.resolve(),
    attended: false,
    printed,
  });
  expect(await ending).toBe('key');
  expect(output).toBe('up');
});
