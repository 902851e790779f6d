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
  /** `before`: the label stands left of its sign. `sign`: there is room for its sign alone; `line`: not even for that. */
  shown: 'after' | 'before' | 'sign' | 'line';
}

/** What stands on its line: for a change of replicas it says all, the others have a picture. */
export const signOf = (mark: Mark): string | undefined =>
  mark.kind === 'step' || mark.kind === 'scale' ? `→${mark.to}` : undefined;

/** What stands beside its sign, if there is room. */
function labelOf(mark: Mark, say: Translate): string {
  if (mark.kind === 'release') return mark.version;
  if (mark.kind === 'load-on') return say(GRAPH_WORDS.loadOn);
  return mark.kind === 'load-off' ? say(GRAPH_WORDS.loadOff) : '';
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

/** Width of a picture. */
const SIGN = 1.3;
/** Of a letter; generous, since every machine has another font. */
const LETTER = 0.64;
const SPACE = 0.6;

interface Frame {
  from: number;
  to: number;
  /** Of the plot, in units. */
  width: number;
}

type Span = [from: number, to: number];

/** Every sign has its place first, where there is room; then labels: versions before others, the newest first. */
export function linesOf(marks: Readonly<Record<string, Mark>>, frame: Frame, say: Translate): Line[] {
  const { from, to, width } = frame;
  const taken = new Map<string, Span>();
  const free = (id: string, [start, end]: Span) =>
    start >= -SIGN &&
    end <= width + SIGN &&
    [...taken].every(([other, [a, b]]) => other === id || end <= a || start >= b);
  const lines = Object.entries(marks)
    .filter(([, { at }]) => at >= from && at <= to)
    .sort(([a, one], [b, other]) => other.at - one.at || (a < b ? -1 : 1))
    .map(([id, mark]) => {
      const x = ((mark.at - from) / (to - from)) * width;
      const sign = signOf(mark);
      return { id, mark, x, half: (sign === undefined ? SIGN : sign.length * LETTER + SPACE) / 2 };
    });
  for (const { id, x, half } of lines)
    if (free(id, [x - half, x + half])) taken.set(id, [x - half, x + half]);
  const placed = [...lines]
    .sort((a, b) => Number(b.mark.kind === 'release') - Number(a.mark.kind === 'release'))
    .map(({ id, mark, x, half }): Line => {
      const label = labelOf(mark, say);
      const line = { id, mark, label, at: x / width };
      if (!taken.has(id)) return { ...line, shown: 'line' };
      if (label === '') return { ...line, shown: 'sign' };
      const whole = half + label.length * LETTER + SPACE;
      const after: Span = [x - half, x + whole];
      const before: Span = [x - whole, x + half];
      const shown = free(id, after) ? 'after' : free(id, before) ? 'before' : 'sign';
      if (shown !== 'sign') taken.set(id, shown === 'after' ? after : before);
      return { ...line, shown };
    });
  return placed.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
