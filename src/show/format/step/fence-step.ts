/** What the fence of a step means. */
import { STEPS } from '../../../messages/index.ts';
import type { Report } from '../scene-error.ts';
import { ATTRIBUTES, readAttributes } from './attributes.ts';
import { commandStep } from './command-step.ts';
import type { Fence, StepDraft } from './fence.ts';

export const DEFAULT_PATCH = 'fix.patch';

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
