/** Paints the traffic on a canvas: ribbons, drops, and who stands in line. */
import type { Flow } from './drops.ts';
import { placesOf } from './drops.ts';
import { trace } from './path.ts';
import type { Ribbon } from './ribbons.ts';

export interface Inks {
  ribbon: string;
  quiet: string;
  drop: string;
  failed: string;
}

/** So many are drawn as they stand; the tile has the number. */
const IN_LINE = 13;

type Canvas = CanvasRenderingContext2D;

export function paint(
  canvas: Canvas,
  ribbons: readonly Ribbon[],
  flow: Flow | undefined,
  unit: number,
  inks: Inks,
): void {
  canvas.lineJoin = 'round';
  canvas.lineCap = 'butt';
  for (const ribbon of ribbons) paintRibbon(canvas, ribbon, unit, inks);
  for (const ribbon of ribbons) paintLine(canvas, ribbon, unit, inks);
  if (flow) paintDrops(canvas, flow, ribbons, unit, inks);
  else for (const ribbon of ribbons) paintArrow(canvas, ribbon, unit, inks);
}

function paintRibbon(canvas: Canvas, { line, thickness, rate }: Ribbon, unit: number, inks: Inks): void {
  const idle = !rate;
  canvas.beginPath();
  canvas.setLineDash(idle ? [0.3 * unit, 0.3 * unit] : []);
  canvas.strokeStyle = idle ? inks.quiet : inks.ribbon;
  canvas.lineWidth = Math.max(1, thickness * unit);
  trace(canvas, line, unit);
  canvas.stroke();
  canvas.setLineDash([]);
}

function paintLine(canvas: Canvas, { line, waiting, width }: Ribbon, unit: number, inks: Inks): void {
  const end = line.at(-1);
  if (end === undefined || waiting === 0) return;
  const step = 0.5;
  const room = Math.min(IN_LINE, Math.floor((width - 1.7) / step));
  canvas.fillStyle = inks.drop;
  for (let place = 0; place < Math.min(waiting, room); place++)
    dot(canvas, end.x + 0.55 + place * step, end.y - 0.3, unit, 0.2);
}

function paintDrops(
  canvas: Canvas,
  flow: Flow,
  ribbons: readonly Ribbon[],
  unit: number,
  { drop, failed }: Inks,
): void {
  canvas.fillStyle = drop;
  canvas.strokeStyle = failed;
  canvas.lineWidth = 0.13 * unit;
  for (const place of placesOf(flow, ribbons)) {
    if (place.failed) cross(canvas, place.x, place.y, unit);
    else dot(canvas, place.x, place.y, unit, 0.2);
  }
}

function dot(canvas: Canvas, x: number, y: number, unit: number, radius: number): void {
  canvas.beginPath();
  canvas.arc(x * unit, y * unit, radius * unit, 0, 2 * Math.PI);
  canvas.fill();
}

function cross(canvas: Canvas, x: number, y: number, unit: number): void {
  const arm = 0.24;
  canvas.beginPath();
  for (const way of [1, -1]) {
    canvas.moveTo((x - arm) * unit, (y - arm * way) * unit);
    canvas.lineTo((x + arm) * unit, (y + arm * way) * unit);
  }
  canvas.stroke();
}

/** Where nothing may move: the direction. */
function paintArrow(canvas: Canvas, { line, rate }: Ribbon, unit: number, { drop }: Inks): void {
  const end = line.at(-1);
  if (end === undefined || !rate) return;
  canvas.fillStyle = drop;
  canvas.beginPath();
  canvas.moveTo(end.x * unit, end.y * unit);
  canvas.lineTo((end.x - 0.35) * unit, (end.y - 0.55) * unit);
  canvas.lineTo((end.x + 0.35) * unit, (end.y - 0.55) * unit);
  canvas.fill();
}
