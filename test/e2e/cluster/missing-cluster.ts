import { chooseStage } from '../../../src/stage/cluster/choose-stage.ts';
import { thisMachine } from '../../../src/stage/cluster/machine.ts';

const TIMEOUT_MS = 20_000;

/**
 * What these tests need and is not here, in words for the report of a skipped test; empty when all is here. A
 * cluster that somebody may need counts as none: the tests create and delete there.
 * @throws where the environment says that all is here: then nothing may be skipped
 */
export async function missingCluster(): Promise<string> {
  const { stage, why } = await chooseStage(thisMachine(undefined, TIMEOUT_MS));
  if (stage === 'cluster') return '';
  if (process.env.REALSTAGE === '1') throw new Error(`no cluster to test with, because ${why}`);
  return `skipped: ${why}`;
}
