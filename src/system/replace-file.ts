import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';

export interface ReplaceOptions {
  /** Mode of the new file; default: from the umask. */
  mode?: number;
  /** Flush the content to disk before the rename: for files that must survive a power failure. */
  flush?: boolean;
}

let drafts = 0;
const draftOf = (file: string) => `${file}.${process.pid}.${(drafts += 1)}.new`;

/** Replaces a file atomically: readers see the old or the new content. Its folder must exist. */
export async function replaceFile(
  file: string,
  content: string,
  options: ReplaceOptions = {},
): Promise<void> {
  const draft = draftOf(file);
  try {
    await writeFile(draft, content, options);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The same, synchronously. */
export function replaceFileSync(file: string, content: string, options: ReplaceOptions = {}): void {
  const draft = draftOf(file);
  try {
    writeFileSync(draft, content, options);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
