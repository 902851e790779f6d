/** A container's configuration cannot be resolved; shown as CreateContainerConfigError and retried. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
