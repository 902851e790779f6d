/**
 * Writes help. For a terminal, its width is used; otherwise `process.stdout` is bypassed: loading Node's streams would
 * take as long as printing the help, which is all that such a process does.
 */
import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import type { OutputConfiguration } from 'commander';
import { quietOnBrokenPipe } from '../terminal/output/broken-pipe.ts';

const STDOUT = 1;
const COLUMNS = 80;

export function helpOutput(): OutputConfiguration {
  if (mayBeTerminal()) {
    return {
      writeOut: (text) => {
        quietOnBrokenPipe();
        process.stdout.write(text);
      },
    };
  }
  return { writeOut: writeAtOnce, getOutHelpWidth: () => COLUMNS, getOutHasColors: () => false };
}

function mayBeTerminal(): boolean {
  const stat = fstatSync(STDOUT);
  return stat.isCharacterDevice() && stat.rdev !== statSync(devNull).rdev;
}

/** `| head` may have closed the pipe: that is not an error. */
function writeAtOnce(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return;
    // The pipe is full, and another process that shares it has made it non-blocking.
    if (code !== 'EAGAIN') throw error;
    quietOnBrokenPipe();
    process.stdout.write(rest);
  }
}
