import { printable } from '../../kubernetes/index.ts';
import { meanOf, rateOf, shareOf } from '../decision/observation.ts';
import type { Memory } from '../decision/memory.ts';
import type { Observation, Quantiles, Unknown } from '../decision/observation.ts';

/** An observation, for people and their programs. */
export interface Reading {
  state: 'unknown' | 'idle' | 'measured';
  /** From 0 to 1; 1 if there are no requests. */
  share?: number;
  /** Requests a second. */
  rate?: number;
  /** Seconds. */
  mean?: number;
  quantiles?: Quantiles;
  /** Why the share is not known. */
  cause?: string;
  detail?: string;
}

/** In English, as Events, conditions and JSON have it. */
export const detailOf = ({ detail }: Unknown): string => printable(String(detail));

export function readingOf(seen: Observation): Reading {
  const { signal } = seen;
  if (signal.state === 'unknown') {
    const { state, cause } = signal;
    return { state, cause, detail: detailOf(signal) };
  }
  const share = shareOf(seen);
  const rate = rateOf(seen);
  const mean = meanOf(seen);
  const idle = signal.state === 'share' ? signal.idle : rate === 0;
  return {
    state: idle ? 'idle' : 'measured',
    ...(share === undefined ? {} : { share }),
    ...(rate === undefined ? {} : { rate }),
    ...(mean === undefined ? {} : { mean }),
    ...(signal.state === 'counted' && signal.quantiles && !idle ? { quantiles: signal.quantiles } : {}),
  };
}

/** Seconds. A new pod is scraped a moment after it is ready: that is not reported. */
const MOMENT = 3;

/** Whether the latency has been unknown for longer than that. */
export const signalLost = ({ signal }: Observation, { knownAt }: Memory, now: number): boolean =>
  signal.state === 'unknown' && now - (knownAt ?? -Infinity) >= MOMENT;
