import { clearStage, findDaemon, hasState, stopDaemon } from '../../embedded/index.ts';
import type { DaemonFile } from '../../embedded/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { STAGE, WORKSPACE } from '../../messages/index.ts';
import type { HealthWatch } from '../health/watch.ts';

/**
 * A stage that is down has saved its state: it is started to be cleared, and stopped again.
 * @throws {UserError} if it does not answer, or something could not be removed; the rest is removed
 */
export async function resetEmbedded(
  home: string,
  start: () => Promise<DaemonFile>,
  health: HealthWatch,
): Promise<void> {
  const wasUp = findDaemon(home) !== undefined;
  if (!wasUp && !hasState(home)) return;
  const daemon = await start();
  const died = new AbortController();
  const watch = health.over(['cluster', 'engine'], () => died.abort());
  try {
    await clearStage(daemon, died.signal);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const part = STAGE.embedded({ pid: daemon.pid });
    throw new UserError(WORKSPACE.partSilent({ part }), WORKSPACE.startAndReset, { cause });
  } finally {
    watch.stop();
    if (!wasUp) await stopDaemon(home);
  }
}
