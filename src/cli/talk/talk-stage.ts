import { allFixes } from '../../show/journal/fixes.ts';
import type { LoadedScene } from '../../show/format/scene.ts';
import type { TalkFolder } from '../../show/journal/talk.ts';
import { openStage } from '../../stage/open-stage.ts';
import type { Stage } from '../../stage/types.ts';
import type { Settings } from '../settings.ts';
import { stageOptionsOf } from './stage-options.ts';

/** The stage as this talk needs it: its workspace begins with the talk's own patches taken back. */
export function openTalkStage(
  settings: Settings,
  folder: TalkFolder,
  scenes: readonly LoadedScene[],
  name: string = settings.stage,
): Promise<Stage> {
  return openStage(name as Settings['stage'], {
    ...stageOptionsOf(settings),
    workspace: folder.workspace,
    fixes: allFixes(scenes),
  });
}
