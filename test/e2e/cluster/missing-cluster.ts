import { chooseStage } from '../../../src/stage/cluster/choose-stage.ts';
import { thisMachine } from '../../../src/stage/cluster/machine.ts';

/**
 * What these tests need and is not here, in words for the report of a skipped test; empty when all is here. A
 * cluster that somebody may need counts as none: the tests create and delete there.
 */
export async function missingCluster(): Promise<string> {
  const { stage, why } = await chooseStage(thisMachine());
  return stage === 'cluster' ? '' : `skipped: ${why}`;
}
