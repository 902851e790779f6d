import { STORAGE } from '../messages/index.ts';
import type { Text } from '../messages/index.ts';
import { UserError } from './user-error.ts';

const REASONS: Record<string, [why: Text, remedy: Text]> = {
  ENOSPC: [STORAGE.diskFull, STORAGE.freeSpace],
  EDQUOT: [STORAGE.quota, STORAGE.freeSpace],
  EFBIG: [STORAGE.tooLarge, STORAGE.raiseLimit],
  EROFS: [STORAGE.readOnly, STORAGE.setWritableHome],
  EACCES: [STORAGE.noPermission, STORAGE.fixPermissions],
  EPERM: [STORAGE.noPermission, STORAGE.fixPermissions],
  ENOTDIR: [STORAGE.partIsFile, STORAGE.setHome],
  EEXIST: [STORAGE.isFile, STORAGE.moveAway],
  ENOENT: [STORAGE.noFolder, STORAGE.makeFolder],
  ELOOP: [STORAGE.links, STORAGE.setHome],
  ENAMETOOLONG: [STORAGE.longPath, STORAGE.setShortHome],
  EISDIR: [STORAGE.isFolder, STORAGE.setOtherHome],
  EIO: [STORAGE.diskError, STORAGE.setOtherDisk],
};

/**
 * The error for a file that cannot be written; any other error is returned unchanged.
 * @param remedy for a file that the user has named
 */
export function storageError(cause: unknown, file: string, remedy?: Text): unknown {
  const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ''];
  if (!reason) return cause;
  const [why, usual] = reason;
  return new UserError(STORAGE.notWritten({ file, why }), remedy ?? usual, { cause });
}
