/** Follows the player of this machine, whether it plays the talk or rehearses it. */
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Caption, CaptionSource } from '../../../dashboard/index.ts';
import { lockHolder } from '../../../show/index.ts';
import type { TalkFolder } from '../../../show/index.ts';
import type { Settings } from '../../settings.ts';
import { rehearsalFolderOf, talkFolderOf } from '../../talk/talk-at.ts';
import { TalkObserver } from '../../talk/talk-observer.ts';
import { oneAtATime } from '../../talk/one-at-a-time.ts';
import { watchFolder } from '../../talk/watch-folder.ts';
import { captionOf } from './caption.ts';

/** Where a folder cannot be watched, changes are noticed after this. */
const TICK_MS = 250;

export class ShowCaption implements CaptionSource {
  readonly #places: { files: TalkFolder; observer: TalkObserver }[];
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[];
  #current: Caption | undefined;

  constructor(settings: Settings) {
    // A rehearsal holds the lock of the talk, too.
    this.#places = [rehearsalFolderOf(settings), talkFolderOf(settings)].map((files) => ({
      files,
      observer: new TalkObserver(files, settings, true),
    }));
    const look = oneAtATime(() => this.#look());
    this.#ends = this.#places.map(({ files }) => watchFolder(dirname(files.lock), TICK_MS, look));
    look();
  }

  current(): Caption | undefined {
    return this.#current;
  }

  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  async #look(): Promise<void> {
    const seen = await this.#caption();
    if (isDeepStrictEqual(seen, this.#current)) return;
    this.#current = seen;
    for (const changed of this.#listeners) changed();
  }

  async #caption(): Promise<Caption | undefined> {
    for (const { files, observer } of this.#places) {
      if ((await lockHolder(files.lock)) === undefined) continue;
      // A talk that cannot be read has no caption.
      return observer.look().then(captionOf, () => undefined);
    }
    return undefined;
  }
}
