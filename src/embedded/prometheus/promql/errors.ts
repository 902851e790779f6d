/** Error types of the HTTP API. `bad_data`: an invalid query; `execution`: an error during evaluation. */
export type ErrorType = 'bad_data' | 'execution' | 'timeout' | 'not_found' | 'internal' | 'unavailable';

export class PromError extends Error {
  readonly errorType: ErrorType;
  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.name = 'PromError';
    this.errorType = errorType;
  }
}

export function badData(message: string): PromError {
  return new PromError('bad_data', message);
}
export function executionError(message: string): PromError {
  return new PromError('execution', message);
}
