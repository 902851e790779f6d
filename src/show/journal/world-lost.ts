/** Why the world does not look as the journal says: kept as what happened, and worded for whoever reads of it. */
import { WORLD } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { JournalEvent, WorldLostCause } from './journal-record.ts';

type WorldLost = Extract<JournalEvent, { kind: 'world-lost' }>;

export function worldLost(cause: WorldLostCause): WorldLost {
  return { kind: 'world-lost', why: String(wordingOf(cause)), cause };
}

/** A record of another version may have no cause, or one that is not known here: then in its own words. */
export function whyLost({ why, cause }: Omit<WorldLost, 'kind'>): Text {
  return (cause && wordingOf(cause)) ?? why;
}

function wordingOf(cause: WorldLostCause): Text | undefined {
  switch (cause.of) {
    case 'rehearsal':
      return WORLD.rehearsal;
    case 'new-talk':
      return WORLD.newTalk;
    case 'workspace-gone':
      return WORLD.workspaceGone;
    case 'stage-restarted':
      return WORLD.stageRestarted(cause);
    case 'step-cut-off':
      return WORLD.stepCutOff(cause);
    case 'stage-switch':
      return WORLD.toStage(cause);
    case 'move':
      return WORLD.toScene(cause);
    default:
      return undefined;
  }
}
