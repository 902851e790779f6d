import { execFileSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openTerminal } from '../../../src/embedded/containers/streams/terminal.ts';

test('the last output is read even if the event loop is late', async () => {
  const terminal = openTerminal(undefined);
  const output = text(terminal.stdout);
  // A background process keeps it open, so the output does not end by itself.
  execFileSync('sh', ['-c', `(exec sleep 5) <${terminal.name} >${terminal.name} 2>&1 &`], {
    stdio: 'ignore',
  });
  terminal.finish();
  execFileSync('sh', ['-c', `echo last >${terminal.name}; sleep 1`]);
  expect(await output).toBe('last\r\n');
});
