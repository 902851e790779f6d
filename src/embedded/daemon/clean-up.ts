import { reapOrphans } from '../containers/orphans.ts';
import { removeDaemonFile } from '../home/daemon-file.ts';
import type { EmbeddedHome } from '../home/paths.ts';

/**
 * Ends what the containers of a killed daemon left running, and forgets the daemon. Loaded when a stage is stopped:
 * whoever only asks for a daemon needs nothing of the containers.
 */
export async function cleanUp(home: EmbeddedHome): Promise<void> {
  await reapOrphans(home.containers);
  removeDaemonFile(home);
}
