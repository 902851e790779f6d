/** A container's program that cannot be started: 127 it is not there, 126 it may not be executed, 125 the set-up failed. */
export class StartError extends Error {
  readonly exitCode: 125 | 126 | 127;

  constructor(exitCode: 125 | 126 | 127, message: string) {
    super(message);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}
