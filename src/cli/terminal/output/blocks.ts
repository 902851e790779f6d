/** Renders a scene's Markdown for a terminal. */
import { parseNote } from '../../../show/index.ts';
import type { Block } from '../../../show/index.ts';
import { wrapInline } from './inline.ts';
import { renderTable } from './markdown-table.ts';
import { chop, printable } from './output.ts';
import type { Style, Theme } from './output.ts';

export interface Page {
  theme: Theme;
  /** Columns for text. */
  width: number;
  /** Columns for tables and code, which may be wider than text. */
  wide: number;
  /** Whether long lines of code are wrapped: in a pipe they stay whole. */
  wrapsCode: boolean;
}

/** @returns lines, with an empty one between two blocks */
function renderBlocks(blocks: readonly Block[], page: Page): string[] {
  return joined(
    blocks.map((block) => renderBlock(block, page)),
    true,
  );
}

export function renderBlock(block: Block, page: Page): string[] {
  const { theme, width } = page;
  switch (block.kind) {
    case 'heading':
      return wrapInline(block.text, theme, width).map((line) => theme.heading(line));
    case 'paragraph':
      return wrapInline(block.text, theme, width);
    case 'list':
      return renderList(block, page);
    case 'quote':
      return renderBlocks(block.blocks, narrower(page, 2)).map((line) =>
        `${theme.dim('┃')} ${line}`.trimEnd(),
      );
    case 'table':
      return renderTable(block, theme, page.wide);
    case 'rule':
      return [theme.dim('─'.repeat(width))];
    case 'code':
      return renderCode(block, page);
  }
}

/** A note for the speaker, from its comment. */
export function renderNote(note: string, theme: Theme, width: number): string[] {
  const page = narrower({ theme, width, wide: width, wrapsCode: true }, 2);
  return renderBlocks(parseNote(note), page).map((line) => `${theme.dim('┊')} ${line}`.trimEnd());
}

function renderList({ start, loose, items }: Extract<Block, { kind: 'list' }>, page: Page): string[] {
  const marks = items.map((_, index) => (start === undefined ? '•' : `${start + index}.`));
  const indent = Math.max(...marks.map((mark) => mark.length)) + 1;
  const within = narrower(page, indent);
  const rendered = items.map((blocks, index) => {
    const lines = joined(
      blocks.map((block) => renderBlock(block, within)),
      loose,
    );
    return (lines.length > 0 ? lines : ['']).map((line, row) =>
      `${(row === 0 ? marks[index]! : '').padStart(indent - 1)} ${line}`.trimEnd(),
    );
  });
  return joined(rendered, loose);
}

function renderCode(
  { text, language }: Extract<Block, { kind: 'code' }>,
  { theme, wide, wrapsCode }: Page,
): string[] {
  return text.split('\n').flatMap((line) => {
    const style = highlight(line, language, theme);
    return chop(printable(line), wrapsCode ? wide - 2 : Number.POSITIVE_INFINITY).map(
      (row) => `  ${style(row)}`,
    );
  });
}

/** Only dims comments: slides need no more. */
function highlight(line: string, language: string, theme: Theme): Style {
  if (language === 'diff') return diffStyle(line, theme);
  return /^\s*(\/\/|#|\*|\/\*)/.test(line) ? theme.dim : (text) => text;
}

export function diffStyle(line: string, theme: Theme): Style {
  if (/^(diff|index|---|\+\+\+|new file|deleted file|similarity|rename|@@)/.test(line)) return theme.dim;
  if (line.startsWith('+')) return theme.good;
  return line.startsWith('-') ? theme.bad : (text) => text;
}

function narrower(page: Page, columns: number): Page {
  return { ...page, width: page.width - columns, wide: page.wide - columns };
}

function joined(parts: string[][], apart: boolean): string[] {
  return parts.flatMap((lines, index) => (apart && index > 0 ? ['', ...lines] : lines));
}
