/** Opens a page with what the desktop opens pages with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const OPENERS: Partial<Record<NodeJS.Platform, [program: string, ...before: string[]]>> = {
  darwin: ['open'],
  // `start` is a command of cmd alone; its first argument is a window's title.
  win32: ['cmd', '/c', 'start', ''],
};
const [PROGRAM, ...BEFORE] = OPENERS[process.platform] ?? ['xdg-open'];

/** An opener that has not failed by then has become the browser, or waits for it. */
const FAILS_WITHIN_MS = 3_000;

/** @returns undefined if the page is being opened, else the program that should have opened it */
export async function openBrowser(url: string): Promise<string | undefined> {
  // In a process group of its own: Ctrl-C is not for the browser.
  const child = spawn(PROGRAM, [...BEFORE, url], { stdio: 'ignore', detached: true });
  child.unref();
  try {
    const [code] = (await once(child, 'exit', { signal: AbortSignal.timeout(FAILS_WITHIN_MS) })) as [
      number | null,
    ];
    return code === 0 ? undefined : PROGRAM;
  } catch (error) {
    return (error as Error).name === 'AbortError' ? undefined : PROGRAM;
  }
}
