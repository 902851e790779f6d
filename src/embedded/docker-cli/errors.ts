/** An error for the user of the command line. */
export class ShimError extends Error {
  readonly exitCode: number;
  readonly remedy: string | undefined;
  /** Whether to print Docker's prefix for errors of its daemon. */
  readonly fromDaemon: boolean;

  constructor(message: string, options: { exitCode?: number; remedy?: string; fromDaemon?: boolean } = {}) {
    super(message);
    this.name = 'ShimError';
    this.exitCode = options.exitCode ?? 1;
    this.remedy = options.remedy;
    this.fromDaemon = options.fromDaemon ?? false;
  }
}
