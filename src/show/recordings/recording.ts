/** What steps printed in a rehearsal, with the timing: the fallback for a step that fails on stage. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { commandOf, stepsOf } from '../format/scene.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import { storageError } from '../../errors/storage-error.ts';
import { replaceFile } from '../../system/replace-file.ts';

const RECORDING_VERSION = 2;

/** A piece of what a command printed. */
export interface OutputChunk {
  stream: 'stdout' | 'stderr';
  text: string;
  /** Milliseconds since the command began. */
  at: number;
}

export interface Recording {
  /** What was run: a recording of another command or patch is not used for this step. */
  of: string;
  stage: string;
  /** ISO 8601. */
  recordedAt: string;
  ms: number;
  chunks: OutputChunk[];
}

/** The first line of the file; one line for each chunk follows. */
interface Header extends Omit<Recording, 'chunks'> {
  v: number;
  /** How many lines follow: a file with fewer is incomplete and not used. */
  chunks: number;
}

/** Only the beginning of an output is recorded, up to this length. */
export const KEPT_CHARACTERS = 1024 * 1024;

export class Recordings {
  readonly #folder: string;

  /** @param folder absolute, of one talk */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Atomic: afterwards there is the complete file or none. */
  async save(scene: LoadedScene, step: Step, recording: Omit<Recording, 'of'>): Promise<void> {
    const file = this.#file(scene, step);
    const chunks = shortened(recording.chunks);
    const of = await actionOf(scene, step);
    const header: Header = { v: RECORDING_VERSION, ...recording, of, chunks: chunks.length };
    const text = [header, ...chunks].map((line) => `${JSON.stringify(line)}\n`).join('');
    try {
      await mkdir(dirname(file), { recursive: true });
      await replaceFile(file, text, { mode: 0o600 });
    } catch (cause) {
      throw storageError(cause, file);
    }
  }

  /** @returns undefined if there is no readable recording of this command or patch */
  async find(scene: LoadedScene, step: Step): Promise<Recording | undefined> {
    const text = await readFile(this.#file(scene, step), 'utf8').catch(() => '');
    const [first, ...rest] = text.trimEnd().split('\n');
    try {
      const { v, chunks, ...header } = JSON.parse(first!) as Header;
      if (v !== RECORDING_VERSION || chunks !== rest.length || header.of !== (await actionOf(scene, step)))
        return undefined;
      return { ...header, chunks: rest.map((line) => JSON.parse(line) as OutputChunk) };
    } catch {
      return undefined;
    }
  }

  #file(scene: LoadedScene, step: Step): string {
    return join(this.#folder, scene.id, `${step.id}.jsonl`);
  }
}

/** A stop prints the output of its background step; a patch may change and keep its name. */
async function actionOf(scene: LoadedScene, step: Step): Promise<string> {
  if (step.kind === 'command') return step.command;
  if (step.kind === 'fix') return readFile(join(scene.folder, step.patch), 'utf8').catch(() => step.patch);
  const background = stepsOf(scene).find(({ id }) => id === step.background);
  return `stop: ${background ? commandOf(background) : step.background}`;
}

/** A folder name for a talk: readable, and unique for talks with the same name. @param scenes absolute path */
export function talkKey(scenes: string): string {
  const name = basename(scenes) === 'scenes' ? basename(dirname(scenes)) : basename(scenes);
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'talk';
  return `${plain}-${createHash('sha256').update(scenes).digest('hex').slice(0, 8)}`;
}

function shortened(chunks: readonly OutputChunk[]): OutputChunk[] {
  let left = KEPT_CHARACTERS;
  return chunks.flatMap((chunk) => {
    if (left <= 0) return [];
    const text = chunk.text.slice(0, left);
    left -= text.length;
    return [{ ...chunk, text, at: Math.round(chunk.at) }];
  });
}
