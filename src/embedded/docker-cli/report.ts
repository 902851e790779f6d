/** Prints errors like Docker, followed by a remedy. */
import { ShimError } from './errors.ts';

/** @param command a prefix of the message for `run`, as in Docker */
export function report(error: unknown, command?: string): number {
  if (!(error instanceof ShimError)) throw error;
  const { message, remedy, exitCode, fromDaemon } = error;
  const who = command === 'run' || command === 'create' ? 'docker: ' : '';
  const prefix = fromDaemon ? `${who}Error response from daemon: ` : who;
  process.stderr.write(`${prefix}${message}\n${remedy === undefined ? '' : `${remedy}\n`}`);
  // docker run uses 125 for errors of the engine, to distinguish them from the program's exit codes.
  return who !== '' && fromDaemon && exitCode === 1 ? 125 : exitCode;
}
