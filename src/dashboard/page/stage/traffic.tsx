/** The canvas below the tiles, on which the traffic runs. */
import { useEffect, useRef } from 'preact/hooks';
import { flowOn, STILL } from './drops.ts';
import { paint } from './paint.ts';
import type { Inks } from './paint.ts';
import type { Ribbon } from './ribbons.ts';

interface Props {
  ribbons: readonly Ribbon[];
  /** Of the stage, in units. */
  width: number;
  height: number;
  unit: number;
  /** Old numbers: nothing runs. */
  old: boolean;
  theme: string;
  reduced: boolean;
}

/** A tab that was in the background does not make up for it. */
const LONGEST_FRAME = 0.1;

export function TrafficCanvas({ ribbons, width, height, unit, old, theme, reduced }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ ribbons, unit });
  shown.current = { ribbons, unit };
  const still = old || reduced || !ribbons.some(({ rate }) => rate !== undefined && rate > 0);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return undefined;
    const scale = devicePixelRatio;
    canvas.current.width = Math.round(width * unit * scale);
    canvas.current.height = Math.round(height * unit * scale);
    const inks = inksOf(canvas.current, old);
    let flow = STILL;
    let before: number | undefined;
    let request = 0;
    const draw = (time?: number) => {
      const { ribbons, unit } = shown.current;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, width * unit, height * unit);
      if (time !== undefined) {
        flow = flowOn(flow, ribbons, Math.min(LONGEST_FRAME, (time - (before ?? time)) / 1_000));
        before = time;
        request = requestAnimationFrame(draw);
      }
      paint(context, ribbons, still ? undefined : flow, unit, inks);
    };
    if (still) draw();
    else request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  }, [width, height, unit, still, old, theme, still ? ribbons : undefined]);

  return <canvas ref={canvas} class="traffic" aria-hidden="true" />;
}

function inksOf(element: Element, old: boolean): Inks {
  const style = getComputedStyle(element);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  const quiet = ink('--quiet-line');
  if (old) return { ribbon: quiet, quiet, drop: quiet, failed: quiet };
  return { ribbon: ink('--ribbon'), quiet, drop: ink('--flow'), failed: ink('--bad') };
}
