/**
 * Where help goes. A terminal is asked for its width; anything else is written past `process.stdout`: help is all that
 * many a process says, and to load Node's streams takes as long as to print it.
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

/** `| head` may have closed the pipe: that is no error. */
function writeAtOnce(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return;
    // The pipe is full, and whoever shares it made it one that does not wait.
    if (code !== 'EAGAIN') throw error;
    quietOnBrokenPipe();
    process.stdout.write(rest);
  }
}
