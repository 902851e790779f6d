/** The look of the plots: colours and sizes of the style sheet, which a canvas must be told. */
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { Translate } from '../../../messages/dashboard/index.ts';
import type { ServiceLevel } from '../../view/view.ts';
import { age } from '../time.ts';
import type { Inks, Look } from './panels.ts';

/** The lowest plot has the time axis. */
export function useLook(
  { objective, thresholdMs }: ServiceLevel,
  say: Translate,
  theme: string,
  unit: number | undefined,
): { plain: Look; last: Look } | undefined {
  return useMemo(() => {
    if (unit === undefined) return undefined;
    const style = getComputedStyle(document.documentElement);
    const ink = (name: string) => style.getPropertyValue(name).trim();
    const inks: Inks = {
      text: ink('--text'),
      grid: ink('--grid'),
      good: ink('--flow'),
      bad: ink('--bad'),
      badFill: ink('--bad-fill'),
      steps: ink('--flow'),
      stepsFill: ink('--ribbon'),
    };
    const plain: Look = {
      inks,
      unit,
      objective,
      thresholdMs,
      font: `${unit}px ${style.fontFamily}`,
      paths: { steps: uPlot.paths.stepped!({ align: 1 }) },
      percent: (share) => say(GRAPH_WORDS.share({ share })),
      latency: (ms) => (ms >= 1_000 ? `${ms / 1_000}\u{A0}s` : `${ms}\u{A0}ms`),
    };
    const ago = (seconds: number) => (seconds < 1 ? say(GRAPH_WORDS.now) : `−${age(seconds * 1_000)}`);
    return { plain, last: { ...plain, ago } };
  }, [objective, thresholdMs, say, theme, unit]);
}
