import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch, reversePatch, type StructuredPatch } from 'diff';
import { UserError } from '../user-error.ts';

/**
 * Applies a unified diff (git's dialect, `a/` and `b/` prefixes) to a folder, all of it or nothing. Works where no
 * git is installed.
 * @throws {UserError} when a hunk does not fit
 */
export async function patchFolder(
  folder: string,
  patchFile: string,
  direction: 'forward' | 'reverse',
): Promise<void> {
  const parsed = parsePatch(await readFile(patchFile, 'utf8'));
  const patches = direction === 'reverse' ? reversePatch(parsed) : parsed;
  const results = await Promise.all(patches.map((patch) => patched(folder, patch, patchFile)));
  for (const { path, content, mode } of results) {
    if (content === undefined) {
      await rm(path);
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, mode ? { mode } : {});
    }
  }
}

async function patched(folder: string, patch: StructuredPatch, patchFile: string) {
  const before = inside(folder, patch.oldFileName);
  const after = inside(folder, patch.newFileName);
  const source = before ? await readFile(before, 'utf8').catch(() => undefined) : '';
  const content = source === undefined ? false : applyPatch(source, patch);
  if (content === false) {
    throw new UserError(
      `${patchFile} does not fit ${before ?? after}: the workspace is not in the state the scene expects.`,
      "Run 'pycont scene goto' with the scene's id, which makes the workspace anew.",
    );
  }
  const mode = patch.newMode ? Number.parseInt(patch.newMode.slice(-3), 8) : undefined;
  return { path: (after ?? before) as string, content: after ? content : undefined, mode };
}

/** Absolute path of a patch's file name; undefined for /dev/null. */
function inside(folder: string, name: string | undefined): string | undefined {
  if (name === undefined || name === '/dev/null') return undefined;
  return join(folder, name.replace(/^[ab]\//, ''));
}
