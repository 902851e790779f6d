import { rm } from 'node:fs/promises';
import { ProcessGroups, archiveJournal, lockTalk } from '../../../show/index.ts';
import { openStage } from '../../../stage/index.ts';
import { TALK, translator } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { stageOptionsOf } from '../../talk/stage-options.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

/** Works even if the journal is damaged: it is archived unread. */
export async function resetTalk(settings: Settings): Promise<void> {
  const folder = talkFolderOf(settings);
  const lock = await lockTalk(folder.lock);
  try {
    await new ProcessGroups(folder.groups).sweep();
    const stage = await openStage(settings.stage, {
      ...stageOptionsOf(settings),
      workspace: folder.workspace,
    });
    await stage.reset();
    await rm(folder.workspace, { recursive: true, force: true });
    const archived = await archiveJournal(folder.journal);
    const done = archived ? TALK.reset({ file: archived }) : TALK.nothingToReset;
    process.stdout.write(`${translator(settings.language)(done)}\n`);
  } finally {
    await lock.release();
  }
}
