/** Renders a scene's items as lines of text: the same on stage and in the printed script. */
import type { Item } from '../../../show/index.ts';
import { diffStyle, renderBlock } from '../output/blocks.ts';
import { inline, wrapInline } from '../output/inline.ts';
import { chop, columnsOf, padEnd, textWidth, visibleLength, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

const INDENT = '  ';
/** From this width on, speech is beside the character's name. */
const SIDE_BY_SIDE = 60;
const TAG = 12;

export function renderItem(item: Exclude<Item, { kind: 'step' }>, theme: Theme, out: Out): string[] {
  const width = textWidth(out);
  if (item.kind === 'speech') return speech(item, theme, out);
  if (item.kind === 'direction')
    return wrapInline(item.text, theme, width).map((line) => `${INDENT}${theme.dim(theme.italic(line))}`);
  const wide = Math.max(width, columnsOf(out) - 2 * INDENT.length);
  const lines = renderBlock(item, { theme, width, wide, wrapsCode: out.isTTY ?? false });
  return lines.map((line) => `${INDENT}${line}`.trimEnd());
}

function speech(item: Extract<Item, { kind: 'speech' }>, theme: Theme, out: Out): string[] {
  const tag = theme.name(item.character)(item.character);
  const mood = item.mood ? theme.dim(theme.italic(`(${item.mood}) `)) : '';
  const text = mood + inline(item.text, theme);
  const beside = columnsOf(out) >= SIDE_BY_SIDE && visibleLength(item.character) < TAG;
  const lines = text.split('\n').flatMap((line) => wrap(line, textWidth(out) - (beside ? TAG : 0)));
  if (!beside) return [`${INDENT}${tag}`, ...lines.map((line) => `${INDENT}${line}`)];
  return lines.map((line, index) => `${INDENT}${index === 0 ? padEnd(tag, TAG) : ' '.repeat(TAG)}${line}`);
}

/** A diff, with the same bar at the left as output. */
export function renderDiff(diff: string, theme: Theme, out: Out): string[] {
  const width = out.isTTY ? Math.max(10, columnsOf(out) - 5) : Number.POSITIVE_INFINITY;
  return diff
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const style = diffStyle(line, theme);
      return chop(line, width).map((row) => `${INDENT}${theme.dim('│')} ${style(row)}`);
    });
}
