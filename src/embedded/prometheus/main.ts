/** Entry point: arguments, and the report of a fatal error. */
import { UserError } from '../../errors/user-error.ts';
import { runPrometheus } from './index.ts';
import { log } from './log.ts';

runPrometheus(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  if (error instanceof UserError) {
    log('error', `${error.message} ${error.remedy}`);
    process.exit(error.exitCode);
  }
  const inUse = error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL';
  log(
    'error',
    inUse
      ? `cannot listen: ${error.message}; choose another address with --web.listen-address`
      : (error.stack ?? String(error)),
  );
  process.exit(1);
});
