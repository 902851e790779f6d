/** Says that something does not answer, since when and why. */
import { PAGE } from '../../messages/dashboard/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';
import type { Source } from '../view/view.ts';
import { Icon } from './icon.tsx';
import { age, clock } from './time.ts';
import { useWords } from './words.ts';

export function Away({ source, what, now }: { source: Source; what: Text; now: number }) {
  const say = useWords();
  if (source.state !== 'away') return null;
  const { since, why } = source;
  return (
    <div class="away">
      <Icon sign="away" />
      <b role="status">{say(what)}</b>
      <span>
        {say(PAGE.awaySince({ time: clock(since), ago: age(now - since) }))} – {say(PAGE.oldData)}
      </span>
      {why && <span class="why">{why}</span>}
    </div>
  );
}
