import { EngineError } from '../errors.ts';
import type { EngineContainer } from './record.ts';

/** Recorded in the container: `docker ps -a` shows it as created, and inspect shows its error. */
export function startFailure(container: EngineContainer, error: Error & { exitCode?: number }): EngineError {
  const exitCode = error.exitCode ?? 125;
  const message = `failed to create task for container: failed to create shim task: OCI runtime create failed: unable to start container process: ${error.message}: unknown`;
  container.startError = { exitCode, message };
  return new EngineError(message, { exitCode, cause: error });
}
