/** What an operator has decided, and what it would do next. */
import { DECISION, MIND } from '../../../messages/dashboard/index.ts';
import type { Text, Translate } from '../../../messages/dashboard/index.ts';
import type { Scaler } from '../../view/view.ts';
import { secondsUntil } from '../time.ts';

/** The operator's one word for its reason → the same in the catalogue. */
const REASONS: Readonly<Record<string, Text>> = {
  Paused: DECISION.paused,
  ScalingDisabled: DECISION.scalingDisabled,
  YieldsToAutoscaler: DECISION.yields,
  BelowMinimum: DECISION.belowMinimum,
  AboveMaximum: DECISION.aboveMaximum,
  CoolingDown: DECISION.coolingDown,
  AtMaximum: DECISION.atMaximum,
  WaitingForReplicas: DECISION.waiting,
  Recovering: DECISION.recovering,
  LatencyUnknown: DECISION.unknown,
  PartlyMeasured: DECISION.partlyMeasured,
  RollingOut: DECISION.rollingOut,
  AtMinimum: DECISION.atMinimum,
  ObjectiveMet: DECISION.met,
  Stabilizing: DECISION.stabilizing,
  LoadNeedsAll: DECISION.needsAll,
};

/** Why: in English in the operator's own words, which may say more. */
export function whyOf(
  { reason, message, replicas, desired }: NonNullable<Scaler['decided']>,
  say: Translate,
): string {
  if (say.language === 'en') return message;
  const step = Math.abs(desired - replicas);
  if (step > 0 && reason === 'ObjectiveMissed') return say(DECISION.missed({ more: step }));
  if (step > 0 && reason === 'LoadRises') return say(DECISION.loadRises({ more: step }));
  if (step > 0 && reason === 'Calm') return say(DECISION.calm({ fewer: step }));
  return say(REASONS[reason] ?? message);
}

/** Seconds until it may step again; 0: it may. */
export const restOf = ({ restsUntil }: Scaler, now: number): number =>
  restsUntil === undefined ? 0 : secondsUntil(restsUntil, now);

/** What it would do next, and on which condition. */
export function nextOf(scaler: Scaler): Text[] {
  const { decided, paused, watched, objective, minReplicas, maxReplicas } = scaler;
  if (decided === undefined || paused || !watched) return [];
  const { desired } = decided;
  return [
    desired < maxReplicas
      ? MIND.wouldGrow({ objective, to: desired + 1 })
      : MIND.atMost({ max: maxReplicas }),
    ...(desired > minReplicas ? [MIND.wouldShrink({ to: desired - 1 })] : []),
  ];
}

export type Slot = 'there' | 'coming' | 'going' | 'free';

/** A box for each replica that it may have. */
export function slotsOf({ decided, maxReplicas }: Scaler): Slot[] {
  const { replicas = 0, desired = 0 } = decided ?? {};
  return Array.from({ length: Math.max(maxReplicas, replicas, desired) }, (_, index): Slot => {
    if (index < Math.min(replicas, desired)) return 'there';
    if (index < desired) return 'coming';
    return index < replicas ? 'going' : 'free';
  });
}
