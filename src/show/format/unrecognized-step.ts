/** Reports blocks that look like steps but are not: they would be ignored silently. */
import type { Code, Paragraph, Root, RootContent } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import type { OpeningFence } from './markdown.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

const KINDS = ['sh', 'diff', 'stop'];
/** Attributes that only steps have, where an attribute may be. */
const STEP_ATTRIBUTE =
  /(?:^|[\s{,])(?:(?:exit|contains|matches|excludes|check|duration|fix|timeout)=|(?:background|interactive|until|passing)(?=[\s},]|$))/;

export function isStep(language: string): boolean {
  return KINDS.includes(language);
}

/** Reports a block that would only be shown, but is written like a step. */
export function refuseUnrecognizedStep({ info, marks, line, column }: OpeningFence, report: Report): void {
  const language = info.trim().split(/\s/)[0]!;
  if (isStep(language) || !(STEP_ATTRIBUTE.test(info) || isStep(language.toLowerCase()))) return;
  report(
    { line, column: column + marks.length + info.length - info.trimStart().length },
    MARKDOWN.notStep({ language }),
    MARKDOWN.beginStep,
  );
}

const FENCE = /^([\s>]*)(`{3,}|~{3,})(.*)$/;

/** Reports fences that are text in CommonMark, because they are indented too far. */
export function refuseUnrecognizedFence(node: Paragraph | Code, source: string, report: Report): void {
  for (const { rest, position } of fencesIn(node, source)) {
    if (node.type === 'paragraph' && rest.includes('`')) continue;
    report(position, MARKDOWN.noBlockHere, MARKDOWN.atMargin);
    return;
  }
}

/**
 * Reports fences of backticks that are text in CommonMark, because a backtick follows them in their line.
 * @returns the source without these backticks, so that the rest is parsed as it was meant
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
  // Only the first line of indented code, whose text may be about fences.
  return (node.type === 'code' ? lines.slice(0, 1) : lines).flatMap((text, index) => {
    const [, before, marks, rest] = FENCE.exec(text) ?? [];
    if (marks === undefined) return [];
    const column = (index === 0 ? start.column : 1) + before!.length;
    return [{ marks, rest: rest!, position: { line: start.line + index, column } }];
  });
}

/** Three backticks may also begin inline code. */
function closesCode(marks: string, rest: string): boolean {
  return (rest.match(/`+/g) ?? []).some((run) => run === marks);
}
