/** Parses a speaker note as Markdown. Its mistakes are not reported: what cannot be shown is left out. */
import { Blocks } from './blocks.ts';
import type { Block } from './document.ts';
import { parseMarkdown } from './markdown.ts';

export function parseNote(text: string): Block[] {
  const root = parseMarkdown(text);
  const blocks = new Blocks(
    root,
    text,
    () => {},
    () => {},
  );
  return blocks.within(root.children);
}
