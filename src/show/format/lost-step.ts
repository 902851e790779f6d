/** What looks like a step and is none: it would be passed over in silence. */
import type { Code, Paragraph, Root, RootContent } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import type { OpeningFence } from './markdown.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

const KINDS = ['sh', 'diff', 'stop'];
/** What only steps have, where an attribute may stand. */
const OURS =
  /(?:^|[\s{,])(?:(?:exit|contains|matches|excludes|check|duration|fix|timeout)=|(?:background|interactive|until|passing)(?=[\s},]|$))/;

export function isStep(language: string): boolean {
  return KINDS.includes(language);
}

/** Tells of a block that is shown, and is written as a step. */
export function refuseLostStep({ info, marks, line, column }: OpeningFence, report: Report): void {
  const language = info.trim().split(/\s/)[0]!;
  if (isStep(language) || !(OURS.test(info) || isStep(language.toLowerCase()))) return;
  report(
    { line, column: column + marks.length + info.length - info.trimStart().length },
    MARKDOWN.notStep({ language }),
    MARKDOWN.beginStep,
  );
}

const FENCE = /^([\s>]*)(`{3,}|~{3,})(.*)$/;

/** Tells of fences that are text to CommonMark, as they stand too far from the margin. */
export function refuseLostFence(node: Paragraph | Code, source: string, report: Report): void {
  for (const { rest, position } of fencesIn(node, source)) {
    if (node.type === 'paragraph' && rest.includes('`')) continue;
    report(position, MARKDOWN.noBlockHere, MARKDOWN.atMargin);
    return;
  }
}

/**
 * Tells of fences of backticks that are text to CommonMark, as there is a backtick behind them.
 * @returns the source as if there was none, for all that follows to be read as it was meant
 */
export function withoutBackticks(root: Root, source: string, report: Report): string {
  const lines = source.split('\n');
  for (const node of paragraphsIn(root.children))
    for (const { marks, rest, position } of fencesIn(node, source)) {
      if (marks.startsWith('~') || closesCode(marks, rest) || !rest.includes('`')) continue;
      report(position, MARKDOWN.backtick, MARKDOWN.useTildes({ marks: '~'.repeat(marks.length) }));
      const text = lines[position.line - 1]!;
      const end = position.column - 1 + marks.length;
      lines[position.line - 1] = text.slice(0, end) + text.slice(end).replaceAll('`', "'");
    }
  return lines.join('\n');
}

function paragraphsIn(nodes: readonly RootContent[]): Paragraph[] {
  return nodes.flatMap((node) => {
    if (node.type === 'paragraph') return [node];
    return 'children' in node ? paragraphsIn(node.children) : [];
  });
}

interface FenceLine {
  marks: string;
  rest: string;
  position: Position;
}

function fencesIn(node: Paragraph | Code, source: string): FenceLine[] {
  const { start, end } = node.position!;
  const lines = source.slice(start.offset, end.offset).split('\n');
  // Of indented code only the first line: it may be about fences.
  return (node.type === 'code' ? lines.slice(0, 1) : lines).flatMap((text, index) => {
    const [, before, marks, rest] = FENCE.exec(text) ?? [];
    if (marks === undefined) return [];
    const column = (index === 0 ? start.column : 1) + before!.length;
    return [{ marks, rest: rest!, position: { line: start.line + index, column } }];
  });
}

/** Three backticks may also begin code within a line. */
function closesCode(marks: string, rest: string): boolean {
  return (rest.match(/`+/g) ?? []).some((run) => run === marks);
}
