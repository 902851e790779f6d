/** The texts of a run: one line a second, and the summary. */
import { LOAD } from '../messages/index.ts';
import type { Text, Translate } from '../messages/index.ts';
import type { LoadFigures, LoadSecond, LoadSummary } from './types.ts';

/** Fits 80 columns. @param within milliseconds */
export function secondLine(
  { elapsed, perSecond, p50, p99, shareWithin, errors, dropped, inFlight }: LoadSecond,
  within: number,
  translate: Translate,
): string {
  const parts: Text[] = [
    `${Math.round(elapsed)} s`.padStart(6),
    `${perSecond.toFixed(0)} req/s`.padStart(11),
    LOAD.p50({ ms: p50 }),
    LOAD.p99({ ms: p99 }),
    LOAD.share({ share: shareWithin, within }),
    ...(inFlight > 0 ? [LOAD.open({ count: inFlight })] : []),
    ...problems(errors, dropped),
  ];
  return parts.map(translate).join('  ');
}

export function summaryLines(summary: LoadSummary, within: number): Text[] {
  const { requests, perSecond, seconds, shareWithin, errors, messages, dropped, unfinished } = summary;
  const failed = countErrors(summary);
  const kinds = Object.entries(errors).map(([kind, count]) => {
    const message = messages[kind as keyof typeof messages];
    return LOAD.errorKind({
      kind,
      count: count ?? 0,
      message: kind.startsWith('status') ? undefined : message,
    });
  });
  return [
    LOAD.requests({ count: requests, seconds, perSecond }),
    LOAD.latencies(summary),
    ...(summary.max === undefined ? [] : [LOAD.measuredHere]),
    LOAD.shareOfAll({ share: shareWithin, within }),
    LOAD.errors({ count: failed, share: requests > 0 ? failed / requests : undefined }),
    ...kinds,
    ...(dropped > 0 ? [LOAD.dropped({ count: dropped })] : []),
    ...(unfinished > 0 ? [LOAD.unfinished({ count: unfinished })] : []),
  ];
}

export function countErrors({ errors }: Pick<LoadFigures, 'errors'>): number {
  return Object.values(errors).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function problems(errors: LoadFigures['errors'], dropped: number): Text[] {
  const kinds: Text[] = Object.entries(errors).map(([kind, count]) => `${count} ${kind}`);
  return dropped > 0 ? [...kinds, LOAD.notSent({ count: dropped })] : kinds;
}
