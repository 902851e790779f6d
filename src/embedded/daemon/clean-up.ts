import { reapOrphans } from '../containers/index.ts';
import { removeDaemonFile } from '../home/index.ts';
import type { EmbeddedHome } from '../home/index.ts';

/**
 * Ends the processes that a killed daemon left, and removes its daemon file. A separate module, because finding a
 * daemon does not need the code of the containers.
 */
export async function cleanUp(home: EmbeddedHome): Promise<void> {
  await reapOrphans(home.containers);
  removeDaemonFile(home);
}
