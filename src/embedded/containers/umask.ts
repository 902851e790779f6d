/**
 * Runs an action with the usual umask, so that files for containers get their usual modes: the daemon's own umask
 * excludes other users. The action must be synchronous.
 */
export function withUsualUmask<T>(action: () => T): T {
  const before = process.umask(0o022);
  try {
    return action();
  } finally {
    process.umask(before);
  }
}
