import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this instance wants traffic. A file named `notready` in the temporary folder takes it out by hand. */
export interface State {
  draining: boolean;
  ready(): boolean;
}

export function createState(): State {
  return {
    draining: false,
    ready() {
      return !this.draining && !existsSync(join(tmpdir(), 'notready'));
    },
  };
}
