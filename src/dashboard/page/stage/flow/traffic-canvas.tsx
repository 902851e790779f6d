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
  /** The user wants less motion. */
  reduced: boolean;
}

/** A tab that was in the background does not make up for it. */
const LONGEST_FRAME = 0.1;

export function TrafficCanvas({ ribbons, width, height, unit, old, reduced }: Props) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const ribbonsRef = useRef(ribbons);
  const still = old || reduced || ribbons.every(({ rate = 0 }) => rate <= 0);

  useEffect(() => {
    const canvas = canvasRef.current!;
    canvas.width = Math.round(width * unit * devicePixelRatio);
    canvas.height = Math.round(height * unit * devicePixelRatio);
  }, [width, height, unit]);

  useEffect(() => {
    ribbonsRef.current = ribbons;
    if (!still) return;
    const { context, inks } = clean(canvasRef.current!, old);
    paint(context, ribbons, undefined, unit, inks);
  }, [ribbons, still, old, unit, width, height]);

  useEffect(() => {
    if (still) return undefined;
    const canvas = canvasRef.current!;
    let flow = STILL;
    let before: number | undefined;
    const draw = (time: number) => {
      flow = flowOn(flow, ribbonsRef.current, Math.min(LONGEST_FRAME, (time - (before ?? time)) / 1_000));
      before = time;
      const { context, inks } = clean(canvas, false);
      paint(context, ribbonsRef.current, flow, unit, inks);
      request = requestAnimationFrame(draw);
    };
    let request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  }, [still, unit]);

  return <canvas ref={canvasRef} class="traffic" aria-hidden="true" />;
}

function clean(canvas: HTMLCanvasElement, old: boolean): { context: CanvasRenderingContext2D; inks: Inks } {
  const context = canvas.getContext('2d')!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const style = getComputedStyle(canvas);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  const quiet = ink('--quiet-line');
  if (old) return { context, inks: { ribbon: ink('--edge'), quiet, drop: quiet, failed: quiet } };
  return { context, inks: { ribbon: ink('--ribbon'), quiet, drop: ink('--flow'), failed: ink('--bad') } };
}
