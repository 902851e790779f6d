/** Times as a hall can read them: short, of one unit. */

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** `8 s`, `4 min`, `2 h`, `3 d`: whole units that have passed. @param ms milliseconds */
export function age(ms: number): string {
  const [unit, length] = UNITS.find(([, length]) => ms >= length) ?? UNITS[3];
  return `${Math.max(0, Math.floor(ms / length))}\u{A0}${unit}`;
}

/** Whole seconds that are left, 0 when it is over. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / 1_000));

/** `14:03:25`, in the browser's time zone. */
export function clock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
