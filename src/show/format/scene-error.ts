import { UserError } from '../../errors/user-error.ts';
import type { Position } from './scene.ts';

/** A mistake in a scene file, told with its exact place. */
export class SceneError extends UserError {
  readonly file: string;
  readonly position: Position;

  constructor(file: string, position: Position, problem: string, remedy: string) {
    super(`${file}:${position.line}:${position.column}: ${problem}`, remedy, { exitCode: 2 });
    this.name = 'SceneError';
    this.file = file;
    this.position = position;
  }
}
