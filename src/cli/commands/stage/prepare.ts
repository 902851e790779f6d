import { allFixes, loadScenes } from '../../../show/index.ts';
import { prepare } from '../../../stage/index.ts';
import type { Preparation } from '../../../stage/index.ts';
import { translator } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { textWidth, themeFor, wrap } from '../../terminal/output/output.ts';
import { progress } from '../../terminal/output/progress.ts';
import type { Settings } from '../../settings.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';
import { openTalkStage } from '../../talk/talk-stage.ts';

/** Exit code 1 if something could not be prepared. */
export async function prepareStage(settings: Settings): Promise<void> {
  const scenes = await loadScenes(settings.scenes, settings.language);
  const stage = await openTalkStage(settings, talkFolderOf(settings), scenes);
  await stage.up(progress(settings));
  let failed = false;
  const translate = translator(settings.language);
  const prepared = (preparation: Preparation) => {
    failed ||= preparation.level === 'failed';
    print(preparation, translate);
  };
  await prepare(stage, prepared, allFixes(scenes));
  if (failed) process.exitCode = 1;
}

function print({ level, fact, remedy }: Preparation, translate: Translate): void {
  const theme = themeFor(process.stdout);
  const mark = {
    there: theme.dim('✓'),
    done: theme.good('✓'),
    note: theme.dim('•'),
    failed: theme.bad('✗'),
  }[level];
  const width = textWidth(process.stdout) - 4;
  const text = [...wrap(translate(fact), width), ...(remedy ? wrap(`→ ${translate(remedy)}`, width) : [])];
  text.forEach((line, index) => process.stdout.write(`  ${index === 0 ? mark : ' '} ${line}\n`));
}
