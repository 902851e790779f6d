import { UserError } from '../../errors/user-error.ts';
import { SCENES } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Position } from './scene.ts';

/** A mistake in a scene's file, with its position. */
export class SceneError extends UserError {
  readonly file: string;
  readonly position: Position;

  constructor(file: string, position: Position, problem: Text, remedy: Text) {
    super(SCENES.mistake({ file, ...position, problem }), remedy, { exitCode: 2 });
    this.name = 'SceneError';
    this.file = file;
    this.position = position;
  }
}

/** Collects a mistake; reading continues, so that all are reported at once. */
export type Report = (position: Position, problem: Text, remedy: Text) => void;

/** The mistakes of one file. */
export class Mistakes {
  readonly #file: string;
  readonly #found: SceneError[] = [];
  readonly report: Report = (position, problem, remedy) => {
    this.#found.push(new SceneError(this.#file, position, problem, remedy));
  };

  constructor(file: string) {
    this.#file = file;
  }

  /** In the order of the file. */
  get all(): SceneError[] {
    return this.#found.toSorted(
      ({ position: one }, { position: other }) => one.line - other.line || one.column - other.column,
    );
  }
}
