/** What the speaker wants to know at this moment, for the terminal and for the browser. */
import { readLedgers, reportOf, speakerNotes } from '../../../show/index.ts';
import type { LoadedScene, SpeakerNotes, UsualMs } from '../../../show/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { ledgerFolderOf, talkFolderOf } from '../../talk/talk-at.ts';
import { TalkObserver } from '../../talk/talk-observer.ts';

export interface Snapshot {
  notes: SpeakerNotes;
  sceneCount: number;
  /** A player is running. */
  playing: boolean;
  /** Why the journal cannot be read. */
  problem?: Text;
}

export function notesObserver(settings: Settings): () => Promise<Snapshot> {
  const talk = new TalkObserver(talkFolderOf(settings), settings);
  let usual: { folder: string; times: UsualMs } | undefined;
  return async () => {
    const { records, scenes, folder, playing, position, problem } = await talk.look();
    if (usual?.folder !== folder) usual = { folder, times: await usualTimes(settings, folder, scenes) };
    const last = records.at(-1);
    const at = playing || !last ? new Date() : new Date(last.at);
    const notes = speakerNotes(records, scenes, at, usual.times, position);
    return { notes, sceneCount: scenes.length, playing, ...(problem === undefined ? {} : { problem }) };
  };
}

async function usualTimes(
  settings: Settings,
  folder: string,
  scenes: readonly LoadedScene[],
): Promise<UsualMs> {
  const ledgers = await readLedgers(ledgerFolderOf(settings), folder);
  const known = new Set(scenes.map(({ id }) => id));
  const times = new Map<string, number>();
  for (const { scene, id, p50 } of reportOf(ledgers).scenes.flatMap(({ steps }) => steps)) {
    if (known.has(scene) && p50 !== undefined) times.set(`${scene}/${id}`, p50);
  }
  return (scene, step) => times.get(`${scene}/${step}`);
}
