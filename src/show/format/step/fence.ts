/** The block of a step, and the step as it is written there. */
import type { CommandStep, FixStep, StopStep } from '../scene.ts';
import type { Info } from './info-string.ts';

export interface Fence {
  info: Info;
  body: string;
  /** Line of the opening fence, and the column of its first backtick; from 1. */
  line: number;
  column: number;
}

/** A step as written in its block, before the scene gives it an id. */
export type Draft<T> = Omit<T, 'id' | 'notes' | 'name'> & { name: string | undefined };
export type StepDraft = Draft<CommandStep> | Draft<FixStep> | Draft<StopStep>;
