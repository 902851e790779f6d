/** What the fence of a step means. */
import { STEPS } from '../../../messages/index.ts';
import type { CommandStep, FixStep, StopStep } from '../scene.ts';
import type { Report } from '../scene-error.ts';
import { ATTRIBUTES, readAttributes } from './attributes.ts';
import { commandStep } from './command-step.ts';
import type { Info } from './info-string.ts';

export interface Fence {
  info: Info;
  body: string;
  /** Line of the opening fence, and the column of its first backtick; from 1. */
  line: number;
  column: number;
}

export const DEFAULT_PATCH = 'fix.patch';

/** A step as written in its block, before the scene gives it an id. */
export type Draft<T> = Omit<T, 'id' | 'notes' | 'name'> & { name: string | undefined };
export type StepDraft = Draft<CommandStep> | Draft<FixStep> | Draft<StopStep>;

/** @returns undefined if it is not clear what the step does */
export function stepFromFence(fence: Fence, report: Report): StepDraft | undefined {
  const { language } = fence.info;
  const read = readAttributes(fence, ATTRIBUTES[language]!, report);
  const base = {
    position: { line: fence.line, column: fence.column },
    name: read.name,
    timeoutMs: read.timeoutMs,
  };
  if (language === 'sh') return commandStep(fence, read, base, report);
  if (language === 'diff')
    return { kind: 'fix', ...base, patch: read.fix ?? DEFAULT_PATCH, shown: fence.body };
  const background = read.name ?? fence.body.trim();
  if (background)
    return { kind: 'stop', ...base, name: undefined, background, expectations: read.expectations };
  report(base.position, STEPS.stopsNothing, STEPS.writeStop);
  return undefined;
}
