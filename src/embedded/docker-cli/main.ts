/** Entry of the docker command that stands on the embedded stage's PATH. */
import { main } from './index.ts';

// The reader went away (docker ps | head): nobody is left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // Standard input may still be open, and would keep the process waiting for it.
  process.stdin.unref?.();
});
