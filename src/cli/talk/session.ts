/** Opens the talk and its stage for a command that plays, and closes both however it ends. */
import { existsSync } from 'node:fs';
import { Talk, loadScenes, openWorld, restoreWorld, worldLost } from '../../show/index.ts';
import type { OpenTerminal, World } from '../../show/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { JOURNAL, STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { variablesFor } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { talkFolderOf } from './talk-at.ts';
import { openTalkStage } from './talk-stage.ts';

export interface Session {
  talk: Talk;
  world: World;
}

export interface SessionOptions {
  signal: AbortSignal;
  /** A line about what takes time before the show begins. */
  report: (line: Text) => void;
  /** Where the speaker sits: for interactive steps. */
  openPty?: OpenTerminal | undefined;
}

export async function withSession<T>(
  settings: Settings,
  { signal, report, openPty }: SessionOptions,
  play: (session: Session) => Promise<T>,
): Promise<T> {
  const scenes = await loadScenes(settings.scenes, settings.language);
  const folder = talkFolderOf(settings);
  const talk = await Talk.open(scenes, folder);
  try {
    if (talk.torn) report(JOURNAL.torn);
    const begun = talk.state.talk;
    if (begun && begun.scenes !== settings.scenes) {
      const talkThere = { folder: begun.scenes };
      throw new UserError(JOURNAL.otherTalk(talkThere), JOURNAL.nameTalk(talkThere));
    }
    const wanted = settings.stage === 'auto' && begun ? begun.stage : settings.stage;
    const stage = await openTalkStage(settings, folder, scenes, wanted);
    if (begun && begun.stage !== stage.name) {
      throw new UserError(JOURNAL.otherStage(begun), JOURNAL.nameStage(begun));
    }
    const world = await openWorld(stage, folder, signal, report, {
      env: variablesFor(settings),
      terminal: openPty,
    });
    if (!begun) {
      await talk.record({
        kind: 'talk-started',
        scenes: settings.scenes,
        stage: stage.name,
        language: settings.language,
      });
      await talk.record(worldLost({ of: 'new-talk' }));
    } else if (!existsSync(stage.workspace)) {
      await talk.record(worldLost({ of: 'workspace-gone' }));
    } else if (talk.state.life !== undefined && talk.state.life !== stage.life?.()) {
      // Its containers ended with it, and the last that it did may not have reached the disk.
      await talk.record(worldLost({ of: 'stage-restarted', stage: stage.name }));
    }
    return await play({ talk, world });
  } finally {
    await talk.close();
  }
}

/** Makes the world what the journal says, if it is not. */
export async function bringBack({ talk, world }: Session, report: (line: Text) => void): Promise<void> {
  if (talk.state.worldLost === undefined) return;
  await restoreWorld(talk, world, ({ scene, step }) =>
    report(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
}
