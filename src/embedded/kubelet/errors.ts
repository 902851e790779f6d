/** A container that cannot be made from what the cluster has; shown as CreateContainerConfigError and tried again. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
