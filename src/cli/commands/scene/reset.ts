import { rm } from 'node:fs/promises';
import { ProcessGroups, archiveJournal, lockTalk } from '../../../show/index.ts';
import { openStage } from '../../../stage/index.ts';
import { tellIn } from '../../language/sentences.ts';
import type { Settings } from '../../settings.ts';
import { stageOptionsOf } from '../../talk/stage-options.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

/** Works whatever state the journal is in: it is set aside unread. */
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
    const told = archived
      ? `The talk begins anew. Its journal is kept as ${archived}`
      : 'There was no talk in progress; the stage is clear.';
    process.stdout.write(`${tellIn(settings.language)(told)}\n`);
  } finally {
    await lock.release();
  }
}
