import { UserError } from '../user-error.ts';
import { embeddedStage } from './embedded-stage.ts';
import type { OpenStage, StageName } from './types.ts';

export type { OpenStage, Stage, StageName, StageOptions, StageStatus } from './types.ts';
export { talkFixes } from './workspace.ts';

export const STAGE_NAMES: (StageName | 'auto')[] = ['auto', 'embedded', 'cluster'];

/** @throws {UserError} when the stage cannot be had on this machine */
export const openStage: OpenStage = async (name, options) => {
  if (name === 'auto' || name === 'embedded') return embeddedStage(options);
  if (name === 'cluster') return (await import('./cluster-stage.ts')).clusterStage(options);
  throw new UserError(`There is no stage '${String(name)}'.`, `Choose one of ${STAGE_NAMES.join(', ')}.`, {
    exitCode: 2,
  });
};
