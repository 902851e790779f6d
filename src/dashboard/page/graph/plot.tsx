/** One plot of uPlot: created again when its look or its size changes, else only given new data. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { ServiceLevel } from '../../view/view.ts';
import { useSize } from '../use-size.ts';
import { useWords } from '../words.ts';
import { lookOf } from './look.ts';
import { dataOf, optionsOf, rangeOf } from './panels.ts';
import type { Panel } from './panels.ts';
import type { Series } from './series.ts';

interface Props {
  panel: Panel;
  series: Series;
  level: ServiceLevel;
  /** Milliseconds: the ends of the time axis. */
  from: number;
  to: number;
}

export function Plot({ panel, series, level, from, to }: Props) {
  const say = useWords();
  const placeRef = useRef<HTMLDivElement>(null);
  const plotRef = useRef<uPlot>(null);
  const size = useSize(placeRef);
  useEffect(() => {
    const place = placeRef.current;
    if (!size || !place) return undefined;
    const pixels = { width: size.width * size.unit, height: size.height * size.unit };
    const plot = new uPlot(
      optionsOf(panel, lookOf(place, panel, level, size.unit, say), pixels),
      undefined,
      place,
    );
    plotRef.current = plot;
    return () => plot.destroy();
  }, [size, panel, level, say]);
  useEffect(() => {
    const plot = plotRef.current;
    const [min, max] = rangeOf(panel, series);
    plot?.batch(() => {
      plot.setData(dataOf(panel, series, level), false);
      plot.setScale('x', { min: from / 1_000, max: to / 1_000 });
      plot.setScale('y', { min, max });
    });
  }, [size, panel, level, say, series, from, to]);
  return <div class={`plot plot-${panel}`} ref={placeRef} />;
}
