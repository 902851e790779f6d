/** Durations as text: one table of units, and the grammars of pycont and of other programs. */

/** Milliseconds. */
const UNITS = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
  y: 365 * 24 * 3_600_000,
};
type Unit = keyof typeof UNITS;

interface Grammar {
  units: readonly Unit[];
  /** A number without a unit: seconds. */
  plain: RegExp;
  amount: RegExp;
  /** Each unit at most once, in the order of `units`. */
  ordered?: boolean;
}

const GO_UNITS = ['h', 'm', 's', 'ms', 'us', 'µs', 'ns'] as const;
const DECIMAL = /^\d+(\.\d+)?$/;
const GO_DECIMAL = /^(\d+\.?\d*|\.\d+)$/;

const PYCONT: Grammar = { units: ['h', 'm', 's', 'ms'], plain: DECIMAL, amount: DECIMAL };
const GO: Grammar = { units: GO_UNITS, plain: /^0$/, amount: GO_DECIMAL };
const KUBECTL: Grammar = { units: GO_UNITS, plain: /^-?\d+$/, amount: GO_DECIMAL };
const PROMETHEUS: Grammar = {
  units: ['y', 'w', 'd', 'h', 'm', 's', 'ms'],
  plain: /^0$/,
  amount: /^\d+$/,
  ordered: true,
};

function parse(text: string, { units, plain, amount, ordered }: Grammar): number | undefined {
  if (plain.test(text)) return Number(text) * UNITS.s;
  const parts = [...text.matchAll(/([\d.]+)([a-zµ]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  const places = parts.map(([, , unit]) => units.indexOf(unit as Unit));
  const known = places.every((place) => place >= 0) && parts.every(([, count]) => amount.test(count!));
  if (!known || (ordered && places.some((place, at) => place <= (places[at - 1] ?? -1)))) return undefined;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as Unit], 0);
}

/**
 * The notation of pycont's flags and files: `90` and `90s`, `1m30s`, `500ms`, `1.5h`.
 * @returns whole milliseconds; undefined if the text is not a duration
 */
export function parseDuration(text: string): number | undefined {
  const ms = parse(text, PYCONT);
  return ms === undefined ? undefined : Math.round(ms);
}

/** As Go's time.ParseDuration reads it, without a sign. @returns milliseconds */
export const parseGoDuration = (text: string): number | undefined => parse(text, GO);

/** As Go reads it, or a number of seconds, which may be negative. @returns milliseconds */
export const parseKubectlDuration = (text: string): number | undefined => parse(text, KUBECTL);

/** As Prometheus reads it: `1h30m`, `2w`, `0`. @returns milliseconds */
export const parsePrometheusDuration = (text: string): number | undefined => parse(text, PROMETHEUS);

/** `10s`, `1m20s`, `5m0s`: as Go prints it. @param milliseconds below an hour */
export function formatGoDuration(milliseconds: number): string {
  if (milliseconds < UNITS.s) return `${milliseconds}ms`;
  const seconds = milliseconds / UNITS.s;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

/** @param milliseconds a whole number ≥ 0 */
export function formatPrometheusDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = milliseconds;
  let text = '';
  for (const unit of PROMETHEUS.units) {
    const size = UNITS[unit];
    const count = Math.floor(rest / size);
    // Weeks and years are only used if nothing remains: 400d, not 1y5w.
    if (count === 0 || (size > UNITS.d && rest % size !== 0)) continue;
    text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
