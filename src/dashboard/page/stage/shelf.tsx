/** What else runs here: one line each. */
import { PAGE, POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Pod } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import { ALONE } from './places/cards.ts';
import type { Card } from './places/cards.ts';

/** At most; where there are more, the last place says how many. */
const SHOWN = 4;
const SIGNS = 4;

export function Shelf({ cards }: { cards: readonly Card[] }) {
  const say = useWords();
  if (cards.length === 0) return null;
  const more = cards.length > SHOWN ? cards.length - SHOWN + 1 : 0;
  const hidden = cards.slice(cards.length - more);
  return (
    <ul class="shelf" aria-label={say(PAGE.also)}>
      {cards.slice(0, cards.length - more).map((card) => (
        <Item key={card.key} card={card} />
      ))}
      {more > 0 && (
        <li class="more">
          {hidden.some((card) => illOf(card)) && (
            <span class="bad">
              <Icon sign="failed" />
            </span>
          )}
          {say(POD_WORDS.more({ count: more }))}
        </li>
      )}
    </ul>
  );
}

function Item({ card }: { card: Card }) {
  const say = useWords();
  const pods = card.groups.flatMap(({ pods }) => pods);
  const version = card.groups.findLast((group) => group.pods.length > 0)?.version;
  const ill = illOf(card);
  return (
    <li data-workload={card.key}>
      {pods.slice(0, SIGNS).map((pod) => (
        <span key={pod.name} class="stand" data-state={pod.state}>
          <Icon sign={pod.state} />
        </span>
      ))}
      <b>{card.key === ALONE ? say(POD_WORDS.pods({ count: pods.length })) : card.name}</b>
      {ill ? (
        <span class="bad">{ill.reason ?? say(POD_WORDS[ill.state])}</span>
      ) : (
        <span class="quiet">{standing(card) ? version : say(POD_WORDS.readyOf(card.workload!))}</span>
      )}
    </li>
  );
}

const TROUBLED = new Set<Pod['state']>(['crashed', 'backoff', 'failed']);

const illOf = ({ groups }: Card): Pod | undefined =>
  groups.flatMap(({ pods }) => pods).find(({ state }) => TROUBLED.has(state));

const standing = ({ workload }: Card) => workload === undefined || workload.ready === workload.wanted;
