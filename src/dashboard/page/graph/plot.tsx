/** One plot of uPlot: created again when its look or its size changes, else only given new data. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useSize } from '../use-size.ts';
import { dataOf, optionsOf, rangeOf } from './panels.ts';
import type { Look, Panel } from './panels.ts';
import type { Series } from './series.ts';

interface Props {
  panel: Panel;
  series: Series;
  look: Look;
  /** Milliseconds: the ends of the time axis. */
  from: number;
  to: number;
}

export function Plot({ panel, series, look, from, to }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const size = useSize(place);
  useEffect(() => {
    if (!size || !place.current) return undefined;
    const pixels = { width: size.width * size.unit, height: size.height * size.unit };
    plot.current = new uPlot(optionsOf(panel, look, pixels), dataOf(panel, series, look), place.current);
    return () => plot.current?.destroy();
  }, [size, panel, look]);
  useEffect(() => {
    const shown = plot.current;
    if (!shown) return;
    const [min, max] = rangeOf(panel, series);
    shown.batch(() => {
      shown.setData(dataOf(panel, series, look), false);
      shown.setScale('x', { min: from / 1_000, max: to / 1_000 });
      shown.setScale('y', { min, max });
    });
  }, [size, panel, look, series, from, to]);
  return <div class={`plot plot-${panel}`} ref={place} />;
}
