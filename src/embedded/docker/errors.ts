import { UserError } from '../../user-error.ts';
import type { WireError } from './types.ts';

/** What the engine refuses, in docker's own words; the client exits with `exitCode` (docker run turns 1 into 125). */
export class EngineError extends Error {
  readonly exitCode: number;
  readonly remedy: string | undefined;

  constructor(message: string, options: { exitCode?: number; remedy?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'EngineError';
    this.exitCode = options.exitCode ?? 1;
    this.remedy = options.remedy;
  }
}

export function wireError(error: unknown): WireError {
  if (error instanceof EngineError || error instanceof UserError) {
    const { message, remedy, exitCode } = error;
    return { message, exitCode, ...(remedy !== undefined && { remedy }) };
  }
  return { message: error instanceof Error ? error.message : String(error), exitCode: 1 };
}
