/** `bad_data` is the asker's mistake; `execution` shows only while evaluating; both as the HTTP API names them. */
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
