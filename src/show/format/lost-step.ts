/** What looks like a step and is none: it would be passed over in silence. */
import { SceneError } from './scene-error.ts';

const KINDS = ['sh', 'diff', 'stop'];
/** What only steps have, where an attribute may stand. */
const OURS =
  /(?:^|[\s{,])(?:(?:exit|contains|matches|excludes|check|duration|fix|timeout)=|(?:background|interactive|until|passing)(?=[\s},]|$))/;

export function isStep(language: string): boolean {
  return KINDS.includes(language);
}

/** @param column where the info begins @throws SceneError when the block is no step and is written as one */
export function refuseLostStep(info: string, file: string, line: number, column: number): void {
  const language = info.trim().split(/\s/)[0]!;
  if (isStep(language) || !(OURS.test(info) || isStep(language.toLowerCase()))) return;
  throw new SceneError(
    file,
    { line, column: column + info.length - info.trimStart().length },
    `'${language}' is no step, and its attributes are those of one`,
    `Begin it with sh, diff or stop, and a space; a block that is only shown has no attributes`,
  );
}

// Deeper than three spaces, in a list, or quoted: there no block begins.
const MARKS = /^(?:[\s>]|[-*+] |\d+[.)] )*(?:`{3,}|~{3,})/;
const END = /^[\s>]*(?:`{3,}|~{3,})\s*$/;

/** @returns the index of the line behind a block that stands where none can be; undefined when there is none */
export function behindLostBlock(lines: readonly string[], at: number): number | undefined {
  if (!MARKS.test(lines[at]!)) return undefined;
  const end = lines.findIndex((line, index) => index > at && END.test(line));
  return end === -1 ? lines.length : end + 1;
}
