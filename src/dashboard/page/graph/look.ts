/** The look of the plots: colours and sizes of the style sheet, which a canvas must be told. */
import uPlot from 'uplot';
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { Translate } from '../../../messages/dashboard/index.ts';
import type { ServiceLevel } from '../../view/view.ts';
import { age } from '../time.ts';
import type { Look, Panel } from './panels.ts';

export function lookOf(
  element: Element,
  panel: Panel,
  { objective, thresholdMs }: ServiceLevel,
  unit: number,
  say: Translate,
): Look {
  const style = getComputedStyle(element);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  const ago = (seconds: number, step: number) => {
    if (seconds < 1) return say(GRAPH_WORDS.now);
    // Two labels of half a minute apart would be the same in whole minutes.
    return step < 60 ? `−${Math.round(seconds)}\u{A0}s` : `−${age(seconds * 1_000)}`;
  };
  return {
    unit,
    objective,
    thresholdMs,
    inks: {
      text: ink('--text'),
      grid: ink('--grid'),
      good: ink('--flow'),
      badFill: ink('--bad-fill'),
      stepsFill: ink('--area'),
    },
    font: `${unit}px ${style.fontFamily}`,
    paths: { steps: uPlot.paths.stepped!({ align: 1 }) },
    percent: (share) => say(GRAPH_WORDS.share({ share })),
    latency: (ms) => (ms >= 1_000 ? `${ms / 1_000}\u{A0}s` : `${ms}\u{A0}ms`),
    // The lowest has the time axis.
    ago: panel === 'replicas' ? ago : undefined,
  };
}
