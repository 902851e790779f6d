import { useEffect, useState } from 'preact/hooks';
import { PAGE } from '../../messages/dashboard/index.ts';
import { Icon } from './icon.tsx';
import { age, clock } from './time.ts';
import { useWords } from './words.ts';

/** The clock of the page stands still meanwhile; only how long it does goes on. */
export function Lost({ heardAt, since }: { heardAt: number; since: number }) {
  const say = useWords();
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="away lost-note">
      <Icon sign="away" />
      <b role="alert">{say(PAGE.lost)}</b>
      <span>{say(PAGE.lostSince({ time: clock(heardAt), ago: age(now - since) }))}</span>
    </div>
  );
}
