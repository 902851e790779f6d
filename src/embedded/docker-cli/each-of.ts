/** Commands with several names: tries each, prints the successful ones, and returns the first failure's exit code. */
import { report } from './report.ts';

/** @returns the exit code */
export async function eachOf(names: string[], act: (name: string) => Promise<unknown>): Promise<number> {
  let exitCode = 0;
  for (const name of names) {
    try {
      // False: nothing was done, so nothing is printed.
      if ((await act(name)) !== false) process.stdout.write(`${name}\n`);
    } catch (error) {
      exitCode = 1;
      report(error);
    }
  }
  return exitCode;
}
