import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import { meaningOf, signOf } from './marks.ts';
import type { Line } from './marks.ts';
import { AXIS } from './panels.ts';

/** @param quiet one of them is read out in full: their labels would be in its way */
export function Marks({ lines, width, quiet }: { lines: readonly Line[]; width: number; quiet: boolean }) {
  const say = useWords();
  return (
    <ul class={`marks${quiet ? ' quiet-labels' : ''}`}>
      {lines.map(({ id, mark, at, label, shown }) => (
        <li
          key={id}
          class={`mark mark-${mark.kind} shown-${shown}`}
          style={{ transform: `translateX(${AXIS + at * width}rem)` }}
        >
          <span class="unseen">{say(meaningOf(mark))}</span>
          <span class="label" aria-hidden="true">
            <span class="sign">
              {signOf(mark) ?? (mark.kind !== 'step' && mark.kind !== 'scale' && <Icon sign={mark.kind} />)}
            </span>
            {(shown === 'after' || shown === 'before') && <span>{label}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
