import { plainText } from '../../../show/index.ts';
import type { Inline } from '../../../show/index.ts';
import { printable, wrap } from './output.ts';
import type { Theme } from './output.ts';

/** Styled text; its line breaks are kept. */
export function inline(inlines: readonly Inline[], theme: Theme): string {
  return inlines.map((each) => styled(each, theme)).join('');
}

function styled(each: Inline, theme: Theme): string {
  switch (each.kind) {
    case 'text':
      return printable(each.text);
    case 'code':
      return theme.code(printable(each.text));
    case 'strong':
      return theme.bold(inline(each.children, theme));
    case 'emphasis':
      return theme.italic(inline(each.children, theme));
    case 'deleted':
      return theme.deleted(inline(each.children, theme));
    case 'link': {
      const text = inline(each.children, theme);
      const address = printable(each.url);
      // The text of <https://example.org> is its address.
      const bare = address.replace(/^mailto:/, '') === plainText(each.children);
      return bare || address === '' ? text : `${text} ${theme.dim(`(${address})`)}`;
    }
    case 'break':
      return '\n';
  }
}

/** @returns the lines of a styled text */
export function wrapInline(inlines: readonly Inline[], theme: Theme, width: number): string[] {
  return inline(inlines, theme)
    .split('\n')
    .flatMap((line) => wrap(line, width));
}
