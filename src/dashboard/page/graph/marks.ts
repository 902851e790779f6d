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

const SIGN = 1.5;
/** Of a letter; generous, since every machine has another font. */
const LETTER = 0.62;
const SPACE = 0.4;

interface Frame {
  from: number;
  to: number;
  /** Of the plot, in units. */
  width: number;
}

/** The newest comes first: it is what the hall talks about. */
export function linesOf(marks: Readonly<Record<string, Mark>>, frame: Frame, say: Translate): Line[] {
  const taken: [from: number, to: number][] = [];
  const free = (from: number, to: number) =>
    from >= 0 && to <= frame.width && taken.every(([a, b]) => to <= a || from >= b);
  const place = (at: number, width: number): Line['shown'] => {
    const options: [Line['shown'], number, number][] = [
      ['after', at, at + width],
      ['before', at - width, at],
      ['sign', at - SIGN / 2, at + SIGN / 2],
    ];
    const fitting = options.find(([, from, to]) => free(from, to));
    if (fitting) taken.push([fitting[1], fitting[2]]);
    return fitting?.[0] ?? 'line';
  };
  return Object.entries(marks)
    .filter(([, { at }]) => at >= frame.from && at <= frame.to)
    .sort(([a, { at }], [b, { at: other }]) => other - at || (a < b ? -1 : 1))
    .map(([id, mark]) => {
      const at = (mark.at - frame.from) / (frame.to - frame.from);
      const label = labelOf(mark, say);
      return { id, mark, at, label, shown: place(at * frame.width, SIGN + label.length * LETTER + SPACE) };
    });
}
