import { reapOrphans } from '../containers/index.ts';
import { removeDaemonFile } from '../home/index.ts';
import type { EmbeddedHome } from '../home/index.ts';

/**
 * Ends what the containers of a killed daemon left running, and forgets the daemon. Loaded when a stage is stopped:
 * whoever only asks for a daemon needs nothing of the containers.
 */
export async function cleanUp(home: EmbeddedHome): Promise<void> {
  await reapOrphans(home.containers);
  removeDaemonFile(home);
}
