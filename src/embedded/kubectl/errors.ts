/** Errors as in kubectl: `error: …` for the user's mistakes, `Error from server (…)` for the server's errors. */
import { UserError } from '../../errors/user-error.ts';

export interface Status {
  message?: string;
  reason?: string;
  code?: number;
  details?: { name?: string; kind?: string };
}

/** An error of the API server. */
export class ServerError extends Error {
  readonly reason: string;
  readonly code: number;

  constructor(code: number, status: Status) {
    super(status.message ?? `the server answered ${code}`);
    this.name = 'ServerError';
    this.code = status.code ?? code;
    this.reason = status.reason ?? 'Unknown';
  }
}

const REAL_KUBECTL =
  'This is the small kubectl that comes with pycont. The real one knows more: https://kubernetes.io/docs/tasks/tools/';

/** Something that this kubectl does not support, but the real one may. */
export const unsupported = (what: string): UserError =>
  new UserError(`${what} is not known here.`, REAL_KUBECTL, { exitCode: 1 });

export const usage = (message: string, remedy: string): UserError =>
  new UserError(message, remedy, { exitCode: 1 });

/** Ends the command with this exit code, without a message. */
export class Exit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.name = 'Exit';
    this.exitCode = exitCode;
  }
}
