/** Looks at a talk that another process plays, without affecting it: nothing is locked and nothing is written. */
import { stat } from 'node:fs/promises';
import { loadScenes, lockHolder, readJournal, readPosition } from '../../show/index.ts';
import type { JournalRecord, LoadedScene, ScriptPosition, TalkFolder } from '../../show/index.ts';
import { UserError } from '../../errors/user-error.ts';
import type { Text } from '../../messages/index.ts';
import type { Settings } from '../settings.ts';

export interface Seen {
  records: readonly JournalRecord[];
  /** Of the talk in progress; of the settings before there is one. */
  scenes: readonly LoadedScene[];
  /** Absolute path of that talk. */
  folder: string;
  /** A player is running. */
  playing: boolean;
  /** Where it is, while it plays a scene. */
  position?: ScriptPosition;
  /** Why the journal, or the talk, cannot be read. */
  problem?: Text;
}

type Script = Pick<Settings, 'scenes'> & { language: string };

export class TalkObserver {
  readonly #files: TalkFolder;
  readonly #settings: Script;
  readonly #asPlayed: boolean;
  #script: Script | undefined;
  #scenes: readonly LoadedScene[] = [];
  #records: readonly JournalRecord[] = [];
  #stamp: string | undefined;
  #problem: Text | undefined;

  /** @param asPlayed the scenes are in the language in which they are played, instead of that of the settings */
  constructor(files: TalkFolder, { scenes, language }: Script, asPlayed = false) {
    this.#files = files;
    this.#settings = { scenes, language };
    this.#asPlayed = asPlayed;
  }

  /** @throws UserError if the talk has not been readable yet */
  async look(): Promise<Seen> {
    const { journal, lock, position: file } = this.#files;
    // In this order: what is read later may only be newer.
    const player = await lockHolder(lock);
    const position = player === undefined ? undefined : await readPosition(file, player);
    await this.#read(journal, position?.language);
    const problem = this.#problem;
    return {
      records: this.#records,
      scenes: this.#scenes,
      folder: this.#script!.scenes,
      playing: player !== undefined,
      ...(position ? { position } : {}),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async #read(journal: string, played: string | undefined): Promise<void> {
    const stamp = `${await stampOf(journal)} ${this.#asPlayed ? played : ''}`;
    if (stamp === this.#stamp) return;
    try {
      ({ records: this.#records } = await readJournal(journal));
      const talk = this.#records.findLast((record) => record.kind === 'talk-started');
      const { scenes, language } = { ...this.#settings, ...talk };
      await this.#load({
        scenes,
        language: this.#asPlayed ? (played ?? language) : this.#settings.language,
      });
      this.#problem = undefined;
    } catch (error) {
      if (!this.#script) await this.#load(this.#settings);
      // The view stays open while the journal is being repaired.
      this.#problem = error instanceof UserError ? error.texts.message : (error as Error).message;
    }
    this.#stamp = stamp;
  }

  async #load(script: Script): Promise<void> {
    if (script.scenes === this.#script?.scenes && script.language === this.#script.language) return;
    this.#scenes = await loadScenes(script.scenes, script.language);
    this.#script = script;
  }
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '';
}
