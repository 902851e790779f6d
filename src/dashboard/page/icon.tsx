/** Signs that say the same as a colour. Each has a shape of its own. */
import type { ComponentChildren } from 'preact';
import type { PodState } from '../view/view.ts';

export type Sign =
  | PodState
  | 'restarts'
  | 'errors'
  | 'line'
  | 'met'
  | 'missed'
  | 'load-on'
  | 'load-off'
  | 'release'
  | 'away'
  | 'live';

const solid = (d: string) => <path d={d} fill="currentColor" />;
const drawn = (d: string, width = 3) => (
  <path
    d={d}
    fill="none"
    stroke="currentColor"
    stroke-width={width}
    stroke-linecap="round"
    stroke-linejoin="round"
  />
);
const RING = 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17z';

const SHAPES: Record<Sign, ComponentChildren> = {
  pending: <path d={RING} fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="3.4 3.3" />,
  starting: [drawn(RING), solid('M12 3.5a8.5 8.5 0 0 1 0 17z')],
  ready: <circle cx="12" cy="12" r="8.5" fill="currentColor" />,
  unready: [drawn(RING), drawn('M7.5 12h9')],
  crashed: drawn('M5 5l14 14M19 5L5 19', 4.5),
  backoff: solid('M5 4h5v16H5zM14 4h5v16h-5z'),
  terminating: solid(
    'M5 3h14v2.5c0 3-4 5-5 6.5c1 1.5 5 3.5 5 6.5V21H5v-2.5c0-3 4-5 5-6.5c-1-1.5-5-3.5-5-6.5z',
  ),
  succeeded: drawn('M4 13l5 5L20 6', 4),
  failed: [drawn('M12 3.5L21.5 20h-19z', 2.6), solid('M10.7 9h2.6v5.5h-2.6zM10.7 16h2.6v2.3h-2.6z')],
  restarts: [drawn('M19 12a7 7 0 1 1-2.3-5.2'), solid('M13.5 7.5h7v-7z')],
  errors: drawn('M6 6l12 12M18 6L6 18', 4),
  line: [5, 12, 19].map((x) => <circle key={x} cx={x} cy="12" r="2.8" fill="currentColor" />),
  met: drawn('M4 13l5 5L20 6', 4),
  missed: solid('M12 21L2 4h20z'),
  'load-on': solid('M5 3l15 9-15 9z'),
  'load-off': solid('M4 4h16v16H4z'),
  release: solid('M12 2l9 10h-5.5v10h-7V12H3z'),
  away: [drawn(RING), drawn('M6 18L18 6')],
  live: <circle cx="12" cy="12" r="6.5" fill="currentColor" />,
};

export function Icon({ sign }: { sign: Sign }) {
  return (
    <svg class={`icon icon-${sign}`} viewBox="0 0 24 24" aria-hidden="true">
      {SHAPES[sign]}
    </svg>
  );
}
