/** Entry point of the docker command on the embedded stage's PATH. */
import { main } from './index.ts';

// The reader has closed the pipe (docker ps | head), which is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // Standard input may still be open, and would keep the process running.
  process.stdin.unref?.();
});
