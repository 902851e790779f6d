/** Parses Markdown, and keeps of every fence what the tree leaves out. */
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
  /** What stands behind the marks, as it is written: the tree has it without its backslashes. */
  info: string;
  /** Of the first mark, from 1. */
  line: number;
  column: number;
  closed: boolean;
}

declare module 'mdast' {
  interface CodeData {
    /** Not there where code is indented. */
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
    // Footnotes, so that they can be told from text and refused.
    extensions: [gfmTable(), gfmStrikethrough(), gfmFootnote()],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      fences,
    ],
  });
}
