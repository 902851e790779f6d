/** Commands that take several names: each is tried, printed when it went well, and the first failure decides. */
import { report } from './report.ts';

/** @returns the exit code */
export async function eachOf(names: string[], act: (name: string) => Promise<unknown>): Promise<number> {
  let exitCode = 0;
  for (const name of names) {
    try {
      // False: there was nothing to do, so nothing to tell.
      if ((await act(name)) !== false) process.stdout.write(`${name}\n`);
    } catch (error) {
      exitCode = 1;
      report(error);
    }
  }
  return exitCode;
}
