import { UserError } from '../../errors/user-error.ts';
import { SCENES } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Position } from './scene.ts';

/** A mistake in a scene file, told with its exact place. */
export class SceneError extends UserError {
  readonly file: string;
  readonly position: Position;

  constructor(file: string, position: Position, problem: Text, remedy: Text) {
    const { line, column } = position;
    const message =
      typeof problem === 'string'
        ? `${file}:${line}:${column}: ${problem}`
        : SCENES.mistake({ file, line, column, problem });
    super(message, remedy, { exitCode: 2 });
    this.name = 'SceneError';
    this.file = file;
    this.position = position;
  }
}
