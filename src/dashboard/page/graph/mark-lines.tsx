import { Icon } from '../icon.tsx';
import type { Line } from './marks.ts';
import { AXIS } from './panels.ts';

/** @param quiet the label of one is read out in full above: theirs would be in its way */
export function Marks({ lines, width, quiet }: { lines: readonly Line[]; width: number; quiet: boolean }) {
  return (
    <ul class={`marks${quiet ? ' quiet-labels' : ''}`}>
      {lines.map(({ id, mark, at, label, shown }) => (
        <li
          key={id}
          class={`mark mark-${mark.kind} shown-${shown}`}
          style={{ transform: `translateX(${AXIS + at * width}rem)` }}
        >
          <span class="label">
            <Icon sign={mark.kind} />
            <span class={shown === 'after' || shown === 'before' ? '' : 'unseen'}>{label}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
