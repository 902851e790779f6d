/**
 * Where in the script the player is, for views of other processes. The journal does not have it: nothing is resumed by
 * it, so it may be lost, and need not be on disk before the next event.
 */
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { LoadedScene } from '../format/scene.ts';
import { replaceFileSync } from '../../system/replace-file.ts';

export interface ScriptPosition {
  /** Of the player. */
  pid: number;
  /** In which the scenes are shown. */
  language: string;
  /** Id of the scene. */
  scene: string;
  /** Index into the items of the scene. */
  item: number;
}

export class PositionFile {
  readonly #file: string;
  readonly #language: string;

  constructor(file: string, language: string) {
    this.#file = file;
    this.#language = language;
  }

  /** The player comes to this item. A file that cannot be written must not end the show. */
  reach(scene: LoadedScene, item: number): void {
    const position: ScriptPosition = {
      pid: process.pid,
      language: this.#language,
      scene: scene.id,
      item,
    };
    try {
      replaceFileSync(this.#file, `${JSON.stringify(position)}\n`, { mode: 0o600 });
    } catch {
      this.leave();
    }
  }

  /** No scene is being played. */
  leave(): void {
    try {
      rmSync(this.#file, { force: true });
    } catch {}
  }
}

/** @param pid of the process that plays: what another one has left is not returned */
export async function readPosition(file: string, pid: number): Promise<ScriptPosition | undefined> {
  try {
    const position = JSON.parse(await readFile(file, 'utf8')) as ScriptPosition;
    return position.pid === pid ? position : undefined;
  } catch {
    return undefined;
  }
}
