import { rm } from 'node:fs/promises';
import { ProcessGroups, archiveJournal, loadTalkFile, lockTalk, readTalkState } from '../../../show/index.ts';
import type { TalkFolder } from '../../../show/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { openStage } from '../../../stage/index.ts';
import type { Owned } from '../../../stage/index.ts';
import { TALK, translator } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { stageOptionsOf } from '../../talk/stage-options.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

/** Works even if the journal or `talk.md` is damaged: the journal is archived unread. */
export async function resetTalk(settings: Settings): Promise<void> {
  const folder = talkFolderOf(settings);
  const lock = await lockTalk(folder.lock);
  try {
    await new ProcessGroups(folder.groups).sweep();
    const owned = await ownedBy(folder, settings);
    const stage = await openStage(settings.stage, {
      ...stageOptionsOf(settings),
      workspace: folder.workspace,
      ...(owned instanceof UserError ? {} : { owns: owned }),
    });
    await stage.reset();
    // The embedded stage needs no names.
    if (owned instanceof UserError && stage.name === 'cluster') throw owned;
    await rm(folder.workspace, { recursive: true, force: true });
    const archived = await archiveJournal(folder.journal);
    const done = archived ? TALK.reset({ file: archived }) : TALK.nothingToReset;
    process.stdout.write(`${translator(settings.language)(done)}\n`);
  } finally {
    await lock.release();
  }
}

/** What the talk in progress owns, or the talk of the settings if there is none. @returns the mistake in its talk.md */
async function ownedBy(folder: TalkFolder, { scenes }: Settings): Promise<Owned | UserError> {
  const begun = await readTalkState(folder).catch(() => undefined);
  try {
    return (await loadTalkFile(begun?.talk?.scenes ?? scenes)).owns;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
