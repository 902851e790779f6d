import { allFixes, loadTalkFile } from '../../show/index.ts';
import type { LoadedScene, TalkFolder } from '../../show/index.ts';
import { openStage } from '../../stage/index.ts';
import type { Stage } from '../../stage/index.ts';
import type { Settings } from '../settings.ts';
import { stageOptionsOf } from './stage-options.ts';

/** The stage for this talk: in its workspace, the talk's patches are reversed at the start; it removes what the talk owns. */
export async function openTalkStage(
  settings: Settings,
  folder: TalkFolder,
  scenes: readonly LoadedScene[],
  name: string = settings.stage,
): Promise<Stage> {
  return openStage(name as Settings['stage'], {
    ...stageOptionsOf(settings),
    workspace: folder.workspace,
    fixes: allFixes(scenes),
    owns: (await loadTalkFile(settings.scenes)).owns,
  });
}
