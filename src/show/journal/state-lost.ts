/** Why the stage is not in the recorded state: stored as a cause, and worded in the reader's language. */
import { RESTORE } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { JournalEvent, StateLostCause } from './journal-record.ts';

type StateLost = Extract<JournalEvent, { kind: 'world-lost' }>;

export function stateLost(cause: StateLostCause): StateLost {
  return { kind: 'world-lost', why: String(wordingOf(cause)), cause };
}

/** A record of another version may have no cause, or an unknown one: then its own words. */
export function reasonLost({ why, cause }: Omit<StateLost, 'kind'>): Text {
  return (cause && wordingOf(cause)) ?? why;
}

function wordingOf(cause: StateLostCause): Text | undefined {
  switch (cause.of) {
    case 'rehearsal':
      return RESTORE.rehearsal;
    case 'new-talk':
      return RESTORE.newTalk;
    case 'workspace-gone':
      return RESTORE.workspaceGone;
    case 'stage-restarted':
      return RESTORE.stageRestarted(cause);
    case 'step-cut-off':
      return RESTORE.stepCutOff(cause);
    case 'stage-switch':
      return RESTORE.toStage(cause);
    case 'move':
      return RESTORE.toScene(cause);
    default:
      return undefined;
  }
}
