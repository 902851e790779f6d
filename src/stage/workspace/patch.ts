import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch, reversePatch } from 'diff';
import type { StructuredPatch } from 'diff';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';

/**
 * Applies a unified diff (git's dialect, `a/` and `b/` prefixes) to a folder, all of it or nothing. Works without
 * git.
 * @throws {UserError} if a hunk does not apply
 */
export async function patchFolder(
  folder: string,
  patchFile: string,
  direction: 'forward' | 'reverse',
): Promise<void> {
  const parsed = parsePatch(await readFile(patchFile, 'utf8'));
  const patches = direction === 'reverse' ? reversePatch(parsed) : parsed;
  // Reversing a fix tolerates manual changes in it: the scenes will show what they break.
  const apply =
    direction === 'reverse'
      ? (source: string, patch: StructuredPatch) => applyPatch(source, patch) || inPlace(source, patch)
      : applyPatch;
  const results = await Promise.all(patches.map((patch) => patched(folder, patch, patchFile, apply)));
  for (const { path, content, mode } of results) {
    if (content === undefined) {
      await rm(path);
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, mode ? { mode } : {});
    }
  }
}

type Apply = (source: string, patch: StructuredPatch) => string | false;

/** Applies each hunk at its line number, if its context lines match. */
function inPlace(source: string, { hunks }: StructuredPatch): string | false {
  const lines = source.split('\n');
  for (const { oldStart, oldLines, lines: hunk } of hunks.toReversed()) {
    const from = oldStart - 1;
    const before = hunk.filter((line) => !line.startsWith('+') && !line.startsWith('\\'));
    if (before.some((line, index) => line.startsWith(' ') && lines[from + index] !== line.slice(1)))
      return false;
    const after = hunk.filter((line) => line.startsWith(' ') || line.startsWith('+'));
    lines.splice(from, oldLines, ...after.map((line) => line.slice(1)));
  }
  return lines.join('\n');
}

async function patched(folder: string, patch: StructuredPatch, patchFile: string, apply: Apply) {
  const before = inside(folder, patch.oldFileName);
  const after = inside(folder, patch.newFileName);
  const source = before ? await readFile(before, 'utf8').catch(() => undefined) : '';
  const content = source === undefined ? false : apply(source, patch);
  if (content === false) {
    const file = (before ?? after) as string;
    throw new UserError(WORKSPACE.doesNotApply({ patch: patchFile, file }), WORKSPACE.recreate);
  }
  const mode = patch.newMode ? Number.parseInt(patch.newMode.slice(-3), 8) : undefined;
  return { path: (after ?? before) as string, content: after ? content : undefined, mode };
}

/** Absolute path of a patch's file name; undefined for /dev/null. */
function inside(folder: string, name: string | undefined): string | undefined {
  if (name === undefined || name === '/dev/null') return undefined;
  return join(folder, name.replace(/^[ab]\//, ''));
}
