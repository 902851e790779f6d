import { UserError } from '../errors/user-error.ts';
import { STAGE } from '../messages/index.ts';
import { embeddedStage } from './embedded/embedded-stage.ts';
import type { OpenStage, StageName, StageOptions } from './types.ts';

const STAGE_NAMES: (StageName | 'auto')[] = ['auto', 'embedded', 'cluster'];

/** @throws {UserError} if the stage is not available on this machine */
export const openStage: OpenStage = async (name, options) => {
  if (name === 'auto') return openStage(await chooseFor(options), options);
  if (name === 'embedded') return embeddedStage(options);
  if (name === 'cluster') return (await import('./cluster/cluster-stage.ts')).clusterStage(options);
  throw new UserError(
    STAGE.unknown({ stage: String(name) }),
    STAGE.chooseOne({ names: STAGE_NAMES.join(', ') }),
    { exitCode: 2 },
  );
};

async function chooseFor({ context, registry, report }: StageOptions): Promise<StageName> {
  // Within a step, and in a shell that has evaluated `pycont stage env`, the stage is set.
  const given = process.env.PYCONT_STAGE;
  if (given === 'embedded' || given === 'cluster') return given;
  if (context) return 'cluster';
  const [{ chooseStage }, { thisMachine }] = await Promise.all([
    import('./cluster/choose-stage.ts'),
    import('./cluster/machine.ts'),
  ]);
  const { stage, why } = await chooseStage(thisMachine(registry));
  report?.(STAGE.chosen({ stage, why }));
  return stage;
}
