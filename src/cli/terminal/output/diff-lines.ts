/** A unified diff, as git prints it, in the lines that an audience reads: pure. */

export type DiffLine =
  | { kind: 'added' | 'removed' | 'same'; text: string }
  /** `@@ … @@`, a change of a mode, a missing line end: about the lines. */
  | { kind: 'about'; text: string }
  | { kind: 'file'; path: string; change: 'added' | 'removed' | 'changed' };

const NOTHING = '/dev/null';
/** What the name of the file says already. */
const HEADERS = /^(index |similarity |dissimilarity |new file mode |deleted file mode |rename |copy )/;

/** Each file begins with its name instead of git's headers. */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  /** How many lines of the hunk are still to come. */
  const left = { before: 0, after: 0 };
  let before = '';
  for (const text of diff.trimEnd().split('\n')) {
    const begins = /^diff --git "?a\/.*"? "?b\/(.*?)"?$/.exec(text)?.[1];
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(text);
    if (begins !== undefined) {
      left.before = left.after = 0;
      lines.push({ kind: 'file', path: begins, change: 'changed' });
    } else if (left.before > 0 || left.after > 0 || !isHeader(text)) {
      const kind = kindOf(text);
      if (kind === 'removed' || kind === 'same') left.before -= 1;
      if (kind === 'added' || kind === 'same') left.after -= 1;
      lines.push({ kind, text });
    } else if (hunk) {
      left.before = Number(hunk[1] ?? 1);
      left.after = Number(hunk[2] ?? 1);
      lines.push({ kind: 'about', text });
    } else if (text.startsWith('--- ')) before = pathIn(text);
    else if (text.startsWith('+++ ')) nameFile(lines, before, pathIn(text));
    else if (text.startsWith('new file ')) nameFile(lines, NOTHING, '');
    else if (text.startsWith('deleted file ')) nameFile(lines, '', NOTHING);
    else if (!HEADERS.test(text)) lines.push({ kind: 'about', text });
  }
  return lines;
}

/** The lines that a block shows, each below the name of its file; none if it shows none. */
function linesOfBlock(all: readonly DiffLine[], block: string): DiffLine[] {
  const picked: DiffLine[] = [];
  let from = 0;
  let file: DiffLine | undefined;
  for (const text of block.split('\n').filter((line) => line.trim() !== '' && !isHeader(line))) {
    const equal = (line: DiffLine) => line.kind !== 'file' && line.text.trimEnd() === text.trimEnd();
    const next = all.findIndex((line, index) => index >= from && equal(line));
    const at = next === -1 ? all.findIndex(equal) : next;
    const its = all.slice(0, at + 1).findLast(({ kind }) => kind === 'file');
    if (its && its !== file) picked.push((file = its));
    picked.push(all[at] ?? { kind: kindOf(text), text });
    if (at !== -1) from = at + 1;
  }
  return picked;
}

/**
 * All lines if they fit, else those of the block, else as many from the beginning as fit.
 * @param rows how many there are for it, and for a line about the rest @param height of a line, in rows
 */
export function foldDiff(
  all: readonly DiffLine[],
  block: string,
  rows: number,
  height: (line: DiffLine) => number,
): { lines: readonly DiffLine[]; more: number } {
  const total = all.reduce((sum, line) => sum + height(line), 0);
  if (total <= rows) return { lines: all, more: 0 };
  const shown = linesOfBlock(all, block);
  const lines = shown.length > 0 ? shown : beginning(all, rows - 1, height);
  return { lines, more: Math.max(0, contentOf(all) - contentOf(lines)) };
}

function beginning(
  all: readonly DiffLine[],
  rows: number,
  height: (line: DiffLine) => number,
): readonly DiffLine[] {
  let left = rows;
  const end = all.findIndex((line) => (left -= height(line)) < 0);
  // The name of a file, or the place in it, says nothing without a line of it.
  return all.slice(0, all.slice(0, end).findLastIndex(isContent) + 1);
}

function isContent({ kind }: DiffLine): boolean {
  return kind !== 'file' && kind !== 'about';
}

function contentOf(lines: readonly DiffLine[]): number {
  return lines.filter(isContent).length;
}

function isHeader(text: string): boolean {
  return (
    /^(diff --git |--- |\+\+\+ |@@ |old mode |new mode |Binary files |\\ )/.test(text) || HEADERS.test(text)
  );
}

function kindOf(text: string): 'added' | 'removed' | 'same' | 'about' {
  if (text.startsWith('+')) return 'added';
  if (text.startsWith('\\')) return 'about';
  return text.startsWith('-') ? 'removed' : 'same';
}

function pathIn(header: string): string {
  return header
    .slice(4)
    .split('\t')[0]!
    .replace(/^"?[ab]\/(.*?)"?$/, '$1');
}

/** Completes the file that `diff --git` began, or begins one where there is no such line. */
function nameFile(lines: DiffLine[], before: string, after: string): void {
  const change = before === NOTHING ? 'added' : after === NOTHING ? 'removed' : 'changed';
  const begun = lines.findLastIndex((line) => line.kind === 'file' || isContent(line));
  const file = lines[begun];
  if (file?.kind === 'file') lines[begun] = { ...file, change };
  else lines.push({ kind: 'file', path: after === NOTHING ? before : after, change });
}
