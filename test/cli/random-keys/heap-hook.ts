/** `node --expose-gc --import` this: SIGUSR2 has the heap in use, in bytes, written to `$PYCONT_HOME/heap`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  writeFileSync(join(process.env.PYCONT_HOME!, 'heap'), String(process.memoryUsage().heapUsed));
});
