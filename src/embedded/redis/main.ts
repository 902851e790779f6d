/** Both programs of the image: redis-server, and with the first argument `cli` redis-cli. */
import { UserError } from '../../errors/user-error.ts';
import { log } from './log.ts';
import { runCli, runServer } from './index.ts';

async function start([first, ...others]: string[]): Promise<void> {
  if (first !== 'cli') return runServer(first === undefined ? [] : [first, ...others]);
  process.exitCode = await runCli(others);
}

start(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  if (error instanceof UserError) log(`${error.message} ${error.remedy}`);
  else log(error.code ? `cannot start: ${error.message}` : (error.stack ?? String(error)));
  process.exit(1);
});
