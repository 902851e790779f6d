/** The Markdown that a scene can show: the parts of CommonMark, tables and strikethrough that a terminal can show. */

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'emphasis' | 'strong' | 'deleted'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'break' };

export type Align = 'left' | 'right' | 'center' | null;

export type Block =
  | { kind: 'heading'; level: number; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  /** `start` is the first number of a numbered list; `loose` has empty lines between the items. */
  | { kind: 'list'; start: number | undefined; loose: boolean; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  /** Each row has as many cells as there are columns in `align`. */
  | { kind: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' }
  | { kind: 'code'; language: string; text: string };

/** The text without its styles. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'break') return ' ';
      return 'text' in inline ? inline.text : plainText(inline.children);
    })
    .join('');
}
