import { UserError } from '../../errors/user-error.ts';
import type { WireError } from './types.ts';

/** An error with Docker's message; the client exits with `exitCode` (docker run turns 1 into 125). */
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

const remedies: Record<string, string> = {
  ENOSPC: 'Make room on the disk: docker system prune -f',
  EDQUOT: 'Make room on the disk: docker system prune -f',
  EROFS: 'Set PYCONT_HOME to a folder that can be written.',
};

export function wireError(error: unknown): WireError {
  if (error instanceof EngineError || error instanceof UserError) {
    const { message, remedy, exitCode } = error;
    return { message, exitCode, ...(remedy !== undefined && { remedy }) };
  }
  const remedy = remedies[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  if (remedy !== undefined) return { message: (error as Error).message, remedy, exitCode: 1 };
  return { message: error instanceof Error ? error.message : String(error), exitCode: 1 };
}
