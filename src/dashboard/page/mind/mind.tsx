/** What the operator thinks: its decision, why, what would come next, and how long it rests. */
import { MIND } from '../../../messages/dashboard/index.ts';
import type { Scaler } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import { nextOf, restOf, slotsOf, whyOf } from './outlook.ts';

/** More boxes than this are a number. */
const BOXES = 7;

interface Props {
  scalers: readonly Scaler[];
  now: number;
  old: boolean;
}

export function Mind({ scalers, now, old }: Props) {
  const say = useWords();
  // Of several, the one that has acted last.
  const [scaler] = [...scalers].sort((a, b) => (b.lastStepAt ?? 0) - (a.lastStepAt ?? 0));
  if (scaler === undefined)
    return (
      <section class="mind nothing" aria-label={say(MIND.title)}>
        <p class="statement">{say(MIND.nobody)}</p>
        <p>{say(MIND.nobodyWhy)}</p>
      </section>
    );
  return (
    <section class="mind" aria-label={say(MIND.title)}>
      <h2>
        {say(MIND.title)}
        {scalers.length > 1 && <span class="quiet"> {scaler.workload}</span>}
      </h2>
      {!scaler.watched && (
        <p class="alarm">
          <Icon sign="away" />
          <b>{say(MIND.gone)}</b>
        </p>
      )}
      <div class={`thought${scaler.watched && !old ? '' : ' old'}`}>
        <Thought scaler={scaler} now={now} />
      </div>
    </section>
  );
}

function Thought({ scaler, now }: { scaler: Scaler; now: number }) {
  const say = useWords();
  const { decided, minReplicas: min, maxReplicas: max } = scaler;
  const slots = slotsOf(scaler);
  if (decided === undefined) return <p class="statement">{say(MIND.undecided)}</p>;
  const { replicas, desired } = decided;
  return (
    <>
      <p class="decision">
        <b>{replicas === desired ? desired : `${replicas} → ${desired}`}</b>
        {replicas === desired && <span>{say(scaler.paused ? MIND.paused : MIND.stays)}</span>}
        {slots.length <= BOXES && (
          <span class="slots" role="img" aria-label={say(MIND.replicas({ replicas, desired, min, max }))}>
            {slots.map((slot, index) => (
              <i key={index} class={`slot slot-${slot}${index < min ? ' least' : ''}`} />
            ))}
          </span>
        )}
      </p>
      <p class="why">{whyOf(decided, say)}</p>
      {scaler.watched && <Rest scaler={scaler} now={now} />}
      <ul class="next" aria-label={say(MIND.next)}>
        {nextOf(scaler).map((text) => (
          <li key={String(text)}>{say(text)}</li>
        ))}
      </ul>
    </>
  );
}

function Rest({ scaler, now }: { scaler: Scaler; now: number }) {
  const say = useWords();
  const seconds = restOf(scaler, now);
  const { lastStepAt, restsUntil } = scaler;
  const whole = lastStepAt && restsUntil ? (restsUntil - lastStepAt) / 1_000 : seconds;
  return (
    <div class={`rest${seconds > 0 ? ' resting' : ''}`}>
      <span>{say(seconds > 0 ? MIND.rests({ seconds }) : MIND.mayStep)}</span>
      <span class="bar">
        <span class="left" style={{ transform: `scaleX(${whole > 0 ? Math.min(1, seconds / whole) : 0})` }} />
      </span>
    </div>
  );
}
