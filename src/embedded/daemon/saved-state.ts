import { readFileSync } from 'node:fs';
import { replaceFileSync } from '../../system/replace-file.ts';

const DELAY_MILLISECONDS = 200;

export interface SavedState {
  /** The state of the last daemon; undefined on the first start. */
  readonly loaded: string | undefined;
  /** Call after a change: the state is written soon, once for many changes. */
  scheduleSave(): void;
  /** Writes pending changes now. */
  flush(): void;
}

/** Saves snapshots to a file, from which the daemon restarts after a crash. The file is replaced atomically. */
export function saveState(file: string, snapshot: () => string): SavedState {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    try {
      replaceFileSync(file, snapshot(), { mode: 0o600 });
    } catch (error) {
      // A full disk must not end the stage: the state stays in memory, and the next change tries again.
      console.error(`cannot save the state: ${(error as Error).message}`);
    }
  };
  return {
    loaded: read(file),
    scheduleSave() {
      timer ??= setTimeout(write, DELAY_MILLISECONDS);
    },
    flush() {
      if (!timer) return;
      clearTimeout(timer);
      write();
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
