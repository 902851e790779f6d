import { UserError } from '../errors/user-error.ts';
import { STAGE } from '../messages/index.ts';
import type { Choice } from './cluster/choose-stage.ts';
import { embeddedStage } from './embedded/embedded-stage.ts';
import type { OpenStage, StageName, StageOptions } from './types.ts';

const STAGE_NAMES: (StageName | 'auto')[] = ['auto', 'embedded', 'cluster'];

/** @throws {UserError} if the stage is not available on this machine */
export const openStage: OpenStage = async (name, options) => {
  if (name === 'auto') {
    const { stage, why } = await chooseFor(options);
    const opened = await openStage(stage, options);
    return why === undefined ? opened : { ...opened, why };
  }
  if (name === 'embedded') return embeddedStage(options);
  if (name === 'cluster') return (await import('./cluster/cluster-stage.ts')).clusterStage(options);
  throw new UserError(
    STAGE.unknown({ stage: String(name) }),
    STAGE.chooseOne({ names: STAGE_NAMES.join(', ') }),
    { exitCode: 2 },
  );
};

async function chooseFor({
  context,
  registry,
  report,
}: StageOptions): Promise<Pick<Choice, 'stage'> & Partial<Choice>> {
  // Within a step, and in a shell that has evaluated `pycont stage env`, the stage is set.
  const given = process.env.PYCONT_STAGE;
  if (given === 'embedded' || given === 'cluster') return { stage: given };
  if (context) return { stage: 'cluster' };
  const [{ chooseStage }, { thisMachine }] = await Promise.all([
    import('./cluster/choose-stage.ts'),
    import('./cluster/machine.ts'),
  ]);
  const choice = await chooseStage(thisMachine(registry));
  report?.(STAGE.chosen(choice));
  return choice;
}
