import type { Style, Theme } from './output.ts';

const MARKS = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]+\))/;

/** Styles `code`, **bold**, *italic* and links, word by word, so that the text can be wrapped afterwards. */
export function inline(text: string, theme: Theme): string {
  return text
    .split(MARKS)
    .map((part) => {
      if (/^`.*`$/.test(part)) return words(part.slice(1, -1), theme.code);
      if (/^\*\*.*\*\*$/.test(part)) return words(part.slice(2, -2), theme.bold);
      if (/^\*.+\*$/.test(part)) return words(part.slice(1, -1), theme.italic);
      return part.replace(/^\[([^\]]+)\]\(([^)]+)\)$/, '$1 ($2)');
    })
    .join('');
}

function words(text: string, style: Style): string {
  return text
    .split(/(\s+)/)
    .map((word) => (word.trim() === '' ? word : style(word)))
    .join('');
}
