import { readFileSync } from 'node:fs';
import { replaceFileSync } from '../../system/replace-file.ts';

const DELAY_MILLISECONDS = 200;

export interface SavedState {
  /** What the last daemon left, undefined at the first start. */
  readonly loaded: string | undefined;
  /** Something changed: the state is written soon, once for many changes. */
  changed(): void;
  /** Writes what is not written yet. */
  flush(): void;
}

/** Keeps a snapshot in a file, so that a daemon that died comes back with what it had. The file is never half written. */
export function saveState(file: string, snapshot: () => string): SavedState {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    try {
      replaceFileSync(file, snapshot(), { mode: 0o600 });
    } catch (error) {
      // A full disk must not end the stage: what is in memory goes on, and the next change tries again.
      console.error(`cannot save the state: ${(error as Error).message}`);
    }
  };
  return {
    loaded: read(file),
    changed() {
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
