/** Entry point of the kubectl shim. */
import { main } from './index.ts';

// In `kubectl … | head` the reader closes the pipe, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
