/** What happened, as lines in the graph: which of their labels fit beside each other. */
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { Text, Translate } from '../../../messages/dashboard/index.ts';
import type { Mark } from '../../view/view.ts';

export interface Line {
  id: string;
  mark: Mark;
  /** Of the plot's width, 0 to 1. */
  at: number;
  label: string;
  /** `before`: the label stands left of its line. `sign`: there is room for its sign alone. */
  shown: 'after' | 'before' | 'sign' | 'line';
}

export function labelOf(mark: Mark, say: Translate): string {
  switch (mark.kind) {
    case 'load-on':
      return say(GRAPH_WORDS.loadOn);
    case 'load-off':
      return say(GRAPH_WORDS.loadOff);
    case 'release':
      return mark.version;
    case 'step':
    case 'scale':
      return `${mark.from}→${mark.to}`;
  }
}

/** With its reason, in a sentence. */
export function meaningOf(mark: Mark): Text {
  switch (mark.kind) {
    case 'load-on':
      return GRAPH_WORDS.loadOn;
    case 'load-off':
      return GRAPH_WORDS.loadOff;
    case 'release':
      return GRAPH_WORDS.released(mark);
    case 'step':
      return GRAPH_WORDS.steppedBy(mark);
    case 'scale':
      return GRAPH_WORDS.scaledBy(mark);
  }
}

const SIGN = 1.3;
/** Of a letter; generous, since every machine has another font. */
const LETTER = 0.62;
const SPACE = 0.5;

interface Frame {
  from: number;
  to: number;
  /** Of the plot, in units. */
  width: number;
}

/**
 * Every sign has its place first, where there is room for it; then labels, the newest first: it is what the hall talks
 * about.
 */
export function linesOf(marks: Readonly<Record<string, Mark>>, frame: Frame, say: Translate): Line[] {
  const { from, to, width } = frame;
  const taken = new Map<string, Span>();
  const free = (id: string, [start, end]: Span) =>
    start >= -SIGN / 2 &&
    end <= width + SIGN &&
    [...taken].every(([other, [a, b]]) => other === id || end <= a || start >= b);
  const lines = Object.entries(marks)
    .filter(([, { at }]) => at >= from && at <= to)
    .sort(([a, { at }], [b, { at: other }]) => other - at || (a < b ? -1 : 1))
    .map(([id, mark]) => ({ id, mark, at: (mark.at - from) / (to - from), label: labelOf(mark, say) }));
  for (const { id, at } of lines) {
    const sign: Span = [at * width - SIGN / 2, at * width + SIGN / 2];
    if (free(id, sign)) taken.set(id, sign);
  }
  return lines.map((line): Line => {
    const { id, at, label } = line;
    if (!taken.has(id)) return { ...line, shown: 'line' };
    const whole = SIGN / 2 + label.length * LETTER + SPACE;
    const after: Span = [at * width - SIGN / 2, at * width + whole];
    const before: Span = [at * width - whole, at * width + SIGN / 2];
    const shown = free(id, after) ? 'after' : free(id, before) ? 'before' : 'sign';
    if (shown !== 'sign') taken.set(id, shown === 'after' ? after : before);
    return { ...line, shown };
  });
}

type Span = [from: number, to: number];
