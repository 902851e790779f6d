/**
 * The records of a journal: one a line, each with a version, so that an older file is never misread. In their names
 * `world` is the state of the stage, and `life` a boot id: files that exist keep their words.
 */

import type { StageChoice } from './stage-choice.ts';

export const JOURNAL_VERSION = 1;

/** Why the stage is no longer in the recorded state; scenes and steps are named by their ids. */
export type StateLostCause =
  | { of: 'rehearsal' | 'new-talk' | 'workspace-gone' }
  | { of: 'stage-restarted'; stage: string }
  | { of: 'step-cut-off'; scene: string; step: string }
  | { of: 'stage-switch'; stage: string }
  | { of: 'move'; scene: string };

export type JournalEvent =
  /** `choice`: why this stage, if it was not named. */
  | { kind: 'talk-started'; scenes: string; stage: string; language: string; choice?: StageChoice }
  | { kind: 'scene-started'; scene: string }
  /**
   * Before the step runs. Without a completion after it, its checks tell whether it happened. `edited`: what the
   * speaker typed instead of the scene's command.
   */
  | { kind: 'step-intended'; scene: string; step: string; edited?: string }
  /** `check`: found done when the talk was resumed after a crash. */
  | { kind: 'step-done'; scene: string; step: string; ms: number; by: 'run' | 'check' }
  | { kind: 'step-failed'; scene: string; step: string; ms: number; expected: string; got: string }
  | { kind: 'step-skipped'; scene: string; step: string }
  /** The audience was shown the output of a rehearsal; the stage is unchanged. */
  | { kind: 'step-replayed'; scene: string; step: string; recordedAt: string }
  | { kind: 'scene-done'; scene: string; ms: number }
  /** The talk continues at the start of `scene`: those `before` it count as played, it and the rest do not. */
  | { kind: 'moved'; scene: string; before: string[] }
  /** The talk continues at the start of `scene`, on another stage. */
  | { kind: 'stage-switched'; stage: string; scene: string }
  /**
   * From here to `world-restored` the stage is not in the recorded state. `why`: in English; journals of older versions
   * have no `cause`.
   */
  | { kind: 'world-lost'; why: string; cause?: StateLostCause }
  /** `life`: the boot id of the stage, if it loses its state when it ends. */
  | { kind: 'world-restored'; life?: string };

export type JournalRecord = JournalEvent & {
  v: typeof JOURNAL_VERSION;
  /** From 1, without gaps. */
  seq: number;
  /** ISO 8601. For people: `seq` gives the order, since clocks may be set back. */
  at: string;
};

const KINDS = new Set<string>([
  'talk-started',
  'scene-started',
  'step-intended',
  'step-done',
  'step-failed',
  'step-skipped',
  'step-replayed',
  'scene-done',
  'moved',
  'stage-switched',
  'world-lost',
  'world-restored',
]);

export type Decoded =
  { record: JournalRecord } | { problem: 'broken' } | { problem: 'version'; version: unknown };

export function decodeRecord(line: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'broken' };
  }
  if (typeof value !== 'object' || value === null) return { problem: 'broken' };
  const record = value as Partial<JournalRecord>;
  if (record.v !== JOURNAL_VERSION) return { problem: 'version', version: record.v };
  if (!Number.isInteger(record.seq) || !KINDS.has(record.kind as string)) return { problem: 'broken' };
  return { record: record as JournalRecord };
}
