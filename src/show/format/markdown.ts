/** Parses Markdown, and adds to each fenced block the details that the tree leaves out. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Extension } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Root } from 'mdast';

export interface OpeningFence {
  /** Three backticks or tildes, or more. */
  marks: string;
  /** The text after the marks, as written: the tree has it without its backslashes. */
  info: string;
  /** Of the first mark, from 1. */
  line: number;
  column: number;
  closed: boolean;
}

declare module 'mdast' {
  interface CodeData {
    /** Absent for indented code. */
    fence?: OpeningFence;
  }
}

const fences: Extension = {
  enter: {
    codeFencedFence(token) {
      const code = this.stack.findLast((node) => node.type === 'code')!;
      if (code.data?.fence) {
        code.data.fence.closed = true;
        return;
      }
      const [, marks, info] = /^(`+|~+)(.*)$/s.exec(this.sliceSerialize(token))!;
      const { line, column } = token.start;
      code.data = { fence: { marks: marks!, info: info!, line, column, closed: false } };
    },
  },
};

export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, {
    // Footnotes are parsed so that they can be refused.
    extensions: [gfmTable(), gfmStrikethrough(), gfmFootnote()],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      fences,
    ],
  });
}
