import { UserError } from './user-error.ts';

const REASONS: Record<string, [what: string, remedy: string]> = {
  ENOSPC: ['the disk is full', 'Free some space and run the command again: nothing is lost'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run the command again: nothing is lost'],
  EFBIG: [
    'it may not grow any more',
    'Raise the limit (ulimit -f) and run the command again: nothing is lost',
  ],
  EROFS: ['the file system is read-only', 'Set PYCONT_HOME to a folder that can be written'],
  EACCES: ['the permission is missing', 'Mend the permissions, or set PYCONT_HOME to a folder of your own'],
  EPERM: ['the permission is missing', 'Mend the permissions, or set PYCONT_HOME to a folder of your own'],
  ENOTDIR: ['a part of the path is a file', 'Set PYCONT_HOME to a folder'],
  EEXIST: ['there is a file in the place of a folder', 'Move it away, or set PYCONT_HOME to another folder'],
  ENOENT: ['its folder is not there, or is gone', 'Make the folder and run the command again'],
  ELOOP: ['links in its path lead nowhere', 'Set PYCONT_HOME to a folder'],
  ENAMETOOLONG: ['the path is too long', 'Set PYCONT_HOME to a folder with a shorter name'],
  EISDIR: ['there is a folder in its place', 'Set PYCONT_HOME to another folder'],
  EIO: ['the disk reports an error', 'Set PYCONT_HOME to a folder on another disk'],
};

/**
 * Tells a speaker why pycont cannot keep its state; any other error is given back as it is.
 * @param remedy for a file that the speaker has named
 */
export function storageError(cause: unknown, file: string, remedy?: string): unknown {
  const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ''];
  if (!reason) return cause;
  return new UserError(`${file} cannot be written: ${reason[0]}`, remedy ?? reason[1], { cause });
}
