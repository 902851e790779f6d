/** An error for the person at the command line. */
export class ShimError extends Error {
  readonly exitCode: number;
  readonly remedy: string | undefined;
  /** Docker's own prefix for what its daemon refuses. */
  readonly fromDaemon: boolean;

  constructor(message: string, options: { exitCode?: number; remedy?: string; fromDaemon?: boolean } = {}) {
    super(message);
    this.name = 'ShimError';
    this.exitCode = options.exitCode ?? 1;
    this.remedy = options.remedy;
    this.fromDaemon = options.fromDaemon ?? false;
  }
}
