/** Errors as docker prints them, with what to do below. */
import { ShimError } from './errors.ts';

/** @param command `run` says so first, as the real one does */
export function report(error: unknown, command?: string): number {
  if (!(error instanceof ShimError)) throw error;
  const { message, remedy, exitCode, fromDaemon } = error;
  const who = command === 'run' || command === 'create' ? 'docker: ' : '';
  const prefix = fromDaemon ? `${who}Error response from daemon: ` : who;
  process.stderr.write(`${prefix}${message}\n${remedy === undefined ? '' : `${remedy}\n`}`);
  // For docker run an engine's refusal is told apart from the program's own exit codes.
  return who !== '' && fromDaemon && exitCode === 1 ? 125 : exitCode;
}
