/** A run in words: a line a second, and the summary. */
import type { LoadFigures, LoadSecond, LoadSummary } from './types.ts';

/** Fits 80 columns. @param within milliseconds */
export function secondLine(
  { elapsed, perSecond, p50, p99, shareWithin, errors, dropped, inFlight }: LoadSecond,
  within: number,
): string {
  const parts = [
    `${Math.round(elapsed)} s`.padStart(6),
    `${perSecond.toFixed(0)} req/s`.padStart(11),
    `p50 ${latency(p50)}`,
    `p99 ${latency(p99)}`,
    `${share(shareWithin)} within ${latency(within)}`,
    ...(inFlight > 0 ? [`${inFlight} open`] : []),
    ...problems(errors, dropped),
  ];
  return parts.join('  ');
}

export function summaryLines(summary: LoadSummary, within: number): string[] {
  const {
    requests,
    perSecond,
    seconds,
    p50,
    p90,
    p99,
    max,
    shareWithin,
    errors,
    messages,
    dropped,
    unfinished,
  } = summary;
  const failed = countErrors(summary);
  const kinds = Object.entries(errors).map(([kind, count]) => {
    const message = messages[kind as keyof typeof messages];
    return `           ${kind}: ${count}${message && !kind.startsWith('status') ? `  (${message})` : ''}`;
  });
  return [
    `requests   ${requests} in ${seconds.toFixed(1)} s, ${perSecond.toFixed(1)} req/s`,
    `latency    p50 ${latency(p50)}, p90 ${latency(p90)}, p99 ${latency(p99)}, max ${latency(max)}`,
    `share      ${share(shareWithin)} within ${latency(within)}`,
    `errors     ${failed}${failed > 0 ? ` (${share(failed / requests)})` : ''}`,
    ...kinds,
    ...(dropped > 0 ? [`not sent   ${dropped}: too many were open already; the rate was not reached`] : []),
    ...(unfinished > 0 ? [`unfinished ${unfinished}, given up at the end; they are not counted above`] : []),
  ];
}

export function countErrors({ errors }: Pick<LoadFigures, 'errors'>): number {
  return Object.values(errors).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function problems(errors: LoadFigures['errors'], dropped: number): string[] {
  const kinds = Object.entries(errors).map(([kind, count]) => `${count} ${kind}`);
  return dropped > 0 ? [...kinds, `${dropped} not sent`] : kinds;
}

/** @param milliseconds undefined: there was no answer */
function latency(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–';
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds >= 10 ? `${milliseconds.toFixed(0)} ms` : `${milliseconds.toFixed(1)} ms`;
}

function share(value: number | undefined): string {
  if (value === undefined) return '–';
  // Never 100 % or 0 % by rounding.
  const percent = value * 100;
  const rounded = Math.round(percent * 10) / 10;
  if (rounded === 100 && percent < 100) return '99.9 %';
  if (rounded === 0 && percent > 0) return '0.1 %';
  return `${rounded} %`;
}
