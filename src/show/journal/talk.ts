/** A talk in progress: its scenes, its journal, and the state that the journal gives. */
import { join } from 'node:path';
import { Journal, readJournal } from './journal.ts';
import type { JournalEvent } from './journal-record.ts';
import type { LoadedScene } from '../format/scene.ts';
import { lockTalk } from './talk-lock.ts';
import type { TalkLock } from './talk-lock.ts';
import { reduce, replay } from './talk-state.ts';
import type { TalkState } from './talk-state.ts';

/** Where a talk keeps its files. */
export interface TalkFolder {
  journal: string;
  lock: string;
  groups: string;
  /** See `script-position.ts`. */
  position: string;
  workspace: string;
}

/** @param root absolute: `$PYCONT_HOME/talk`, or a rehearsal's own */
export function talkFolder(root: string): TalkFolder {
  return {
    journal: join(root, 'journal.jsonl'),
    lock: join(root, 'lock'),
    groups: join(root, 'groups'),
    position: join(root, 'position.json'),
    workspace: join(root, 'workspace'),
  };
}

/** The state of a talk, without a lock and without writing: for lists. */
export async function readTalkState(folder: TalkFolder): Promise<TalkState> {
  return replay((await readJournal(folder.journal)).records);
}

export class Talk {
  readonly scenes: readonly LoadedScene[];
  readonly folder: TalkFolder;
  /** The journal's last record was incomplete after a crash, and was removed. */
  readonly torn: boolean;
  #current: TalkState;
  readonly #journal: Journal;
  readonly #lock: TalkLock;

  private constructor(
    scenes: readonly LoadedScene[],
    folder: TalkFolder,
    journal: Journal,
    lock: TalkLock,
    state: TalkState,
    torn: boolean,
  ) {
    this.scenes = scenes;
    this.folder = folder;
    this.#journal = journal;
    this.#lock = lock;
    this.#current = state;
    this.torn = torn;
  }

  /** @throws UserError when another player holds the talk, or the journal cannot be read or written */
  static async open(scenes: readonly LoadedScene[], folder: TalkFolder): Promise<Talk> {
    const lock = await lockTalk(folder.lock);
    try {
      const { journal, content } = await Journal.open(folder.journal);
      return new Talk(scenes, folder, journal, lock, replay(content.records), content.torn);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** For a caller that already holds the talk's lock. */
  static async resume(
    scenes: readonly LoadedScene[],
    folder: TalkFolder,
    work: (talk: Talk) => Promise<void>,
  ): Promise<void> {
    const { journal, content } = await Journal.open(folder.journal);
    const noLock: TalkLock = { release: async () => {} };
    const talk = new Talk(scenes, folder, journal, noLock, replay(content.records), content.torn);
    try {
      await work(talk);
    } finally {
      await talk.close();
    }
  }

  get state(): TalkState {
    return this.#current;
  }

  /** On disk when it resolves. */
  async record(event: JournalEvent): Promise<void> {
    this.#current = reduce(this.#current, await this.#journal.append(event));
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await this.#lock.release();
  }
}
