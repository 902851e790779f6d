/** Opens the talk and its stage for a command that plays, and always closes both. */
import { existsSync } from 'node:fs';
import { Talk, loadScenes, openRuntime, restoreStage, stageChoice, stateLost } from '../../show/index.ts';
import type { SpeakerTerminal, StageRuntime } from '../../show/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { JOURNAL, STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { variablesFor } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { talkFolderOf } from './talk-at.ts';
import { openTalkStage } from './talk-stage.ts';

export interface Session {
  talk: Talk;
  runtime: StageRuntime;
}

export interface SessionOptions {
  signal: AbortSignal;
  /** Reports what takes time before the show begins. */
  report: (line: Text) => void;
  /** The speaker's: for steps that the speaker types into. */
  terminal?: SpeakerTerminal | undefined;
}

export async function withSession<T>(
  settings: Settings,
  { signal, report, terminal }: SessionOptions,
  play: (session: Session) => Promise<T>,
): Promise<T> {
  const scenes = await loadScenes(settings.scenes, settings.language);
  const folder = talkFolderOf(settings);
  const talk = await Talk.open(scenes, folder);
  try {
    if (talk.torn) report(JOURNAL.torn);
    const begun = talk.state.talk;
    if (begun && begun.scenes !== settings.scenes) {
      const talkInProgress = { folder: begun.scenes };
      throw new UserError(JOURNAL.otherTalk(talkInProgress), JOURNAL.nameTalk(talkInProgress));
    }
    const wanted = settings.stage === 'auto' && begun ? begun.stage : settings.stage;
    const stage = await openTalkStage(settings, folder, scenes, wanted);
    if (begun && begun.stage !== stage.name) {
      throw new UserError(JOURNAL.otherStage(begun), JOURNAL.nameStage(begun));
    }
    const runtime = await openRuntime(stage, folder, signal, report, {
      env: variablesFor(settings),
      terminal,
    });
    if (!begun) {
      await talk.record({
        kind: 'talk-started',
        scenes: settings.scenes,
        stage: stage.name,
        language: settings.language,
        ...stageChoice(stage.why),
      });
      await talk.record(stateLost({ of: 'new-talk' }));
    } else if (!existsSync(stage.workspace)) {
      await talk.record(stateLost({ of: 'workspace-gone' }));
    } else if (talk.state.bootId !== undefined && talk.state.bootId !== stage.bootId?.()) {
      // Its containers ended with it, and its last changes may not have reached the disk.
      await talk.record(stateLost({ of: 'stage-restarted', stage: stage.name }));
    }
    return await play({ talk, runtime });
  } finally {
    await talk.close();
  }
}

/** Brings the stage to the recorded state, if it is not in it. */
export async function restoreIfLost({ talk, runtime }: Session, report: (line: Text) => void): Promise<void> {
  if (talk.state.stateLost === undefined) return;
  await restoreStage(talk, runtime, ({ scene, step }) =>
    report(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
}
