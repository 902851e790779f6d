import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename } from 'node:path';

/**
 * Calls `changed` when something in the folder has changed, and at least this often: the folder need not exist.
 * @returns ends it
 */
export function watchFolder(folder: string, everyMs: number, changed: () => void): () => void {
  let watcher: FSWatcher | undefined;
  const end = () => {
    watcher?.close();
    watcher = undefined;
  };
  // Only for speed: where the folder cannot be watched, the timer notices changes.
  const begin = () => {
    try {
      watcher = watch(folder, { persistent: false }, (event, name) => {
        // That is itself: it has been removed, and another one may take its place.
        if (event === 'rename' && name === basename(folder)) end();
        changed();
      }).on('error', end);
    } catch {}
  };
  const timer = setInterval(() => {
    if (!watcher) begin();
    changed();
  }, everyMs);
  begin();
  return () => {
    clearInterval(timer);
    end();
  };
}
