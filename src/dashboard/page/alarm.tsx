/** Says that something does not answer, since when and why. */
import { PAGE } from '../../messages/dashboard/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';
import { Icon } from './icon.tsx';
import { age, clock } from './time.ts';
import { useWords } from './words.ts';

export interface Trouble {
  what: Text;
  since: number;
  /** As the other side says it. */
  why?: Text | undefined;
}

export function Alarm({ trouble: { what, since, why }, now }: { trouble: Trouble; now: number }) {
  const say = useWords();
  return (
    <div class="alarm">
      <p>
        <Icon sign="away" />
        {/* Its seconds are not read out. */}
        <b role="alert">{say(what)}</b>
      </p>
      <p>{say(PAGE.awaySince({ time: clock(since), ago: age(now - since) }))}</p>
      {why && <p class="cause">{say(why)}</p>}
    </div>
  );
}
