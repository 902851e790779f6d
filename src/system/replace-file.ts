import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';

export interface ReplaceOptions {
  /** Of the new file; as the umask says without it. */
  mode?: number;
  /** It is on the disk before it takes its name: for what must outlive the power going out. */
  flush?: boolean;
}

let drafts = 0;
const draftOf = (file: string) => `${file}.${process.pid}.${(drafts += 1)}.new`;

/** Writes the whole file or nothing: who reads it meanwhile has the old one. Its folder must be there. */
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

/** The same at once. */
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
