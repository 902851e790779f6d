/** A container's program cannot be started: 127 not found, 126 not executable, 125 set-up failed. */
export class StartError extends Error {
  readonly exitCode: 125 | 126 | 127;

  constructor(exitCode: 125 | 126 | 127, message: string) {
    super(message);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}
