/** A line with rounded corners, and the place on it after some length. */
import type { Corner } from './ribbons.ts';

const RADIUS = 0.7;

/** @returns the point after `length` of the line, without its roundings; undefined behind its end */
export function pointAt(line: readonly Corner[], length: number): Corner | undefined {
  let left = length;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const own = Math.hypot(b.x - a.x, b.y - a.y);
    if (left <= own)
      return own === 0 ? a : { x: a.x + ((b.x - a.x) * left) / own, y: a.y + ((b.y - a.y) * left) / own };
    left -= own;
  }
  return undefined;
}

interface Pen {
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  arcTo: (x1: number, y1: number, x2: number, y2: number, radius: number) => void;
}

export function trace(pen: Pen, line: readonly Corner[], unit: number): void {
  line.forEach(({ x, y }, index) => {
    const [before, next] = [line[index - 1], line[index + 1]];
    if (before === undefined) pen.moveTo(x * unit, y * unit);
    else if (next === undefined) pen.lineTo(x * unit, y * unit);
    else pen.arcTo(x * unit, y * unit, next.x * unit, next.y * unit, radiusAt(before, { x, y }, next) * unit);
  });
}

function radiusAt(before: Corner, here: Corner, next: Corner): number {
  const lengths = [before, next].map(({ x, y }) => Math.hypot(x - here.x, y - here.y));
  return Math.min(RADIUS, ...lengths.map((length) => length / 2));
}
