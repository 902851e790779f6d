/** HTML comments: notes for the speaker. */
import type { Html } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

const START = '<!--';
const END = '-->';

/** @returns the texts of the comments; undefined if the HTML does not begin with one */
export function parseComments(node: Html, source: string, report: Report): string[] | undefined {
  if (!node.value.trimStart().startsWith(START)) return undefined;
  const notes: string[] = [];
  const { start, end } = node.position!;
  // In a list or a quote the source has marks that are not in the value: it serves for positions only.
  const raw = source.slice(start.offset, end.offset);
  let rest = node.value.trimStart();
  let at = raw.indexOf(START);
  while (rest.startsWith(START)) {
    // `<!-->` and `<!--->` are comments, too.
    const stop = rest.indexOf(END, 2);
    if (stop === -1) {
      report(placeOf(source, start.offset! + at), MARKDOWN.commentNotClosed, MARKDOWN.closeComment);
      return notes;
    }
    const note = rest
      .slice(START.length, stop)
      .replace(/[ \t]*\n[ \t]*/g, '\n')
      .trim();
    if (note) notes.push(note);
    rest = rest.slice(stop + END.length).trimStart();
    at = raw.indexOf(END, at + 2) + END.length;
  }
  if (rest !== '') report(placeOf(source, start.offset! + at), MARKDOWN.textAfterComment, MARKDOWN.ownLine);
  return notes;
}

function placeOf(source: string, offset: number): Position {
  const lines = source.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
