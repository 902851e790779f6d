/**
 * What a container sees and makes has the modes it would have anywhere, whatever the mask of this process: the
 * daemon's own keeps everybody else out. The action must be synchronous.
 */
export function withUsualUmask<T>(action: () => T): T {
  const before = process.umask(0o022);
  try {
    return action();
  } finally {
    process.umask(before);
  }
}
