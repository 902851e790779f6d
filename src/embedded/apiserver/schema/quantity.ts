/** Resource quantities: `100m`, `1Gi`, `0.5`; a number is one as well. */

const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d+)?$/;

/** In its canonical spelling where that is simple: `0.5` is `500m`, `1000m` is `1`. Anything else stays as it is. */
export function normalQuantity(value: string | number): string {
  const text = String(value);
  const match = QUANTITY.exec(text);
  if (!match) return text;
  const [, sign = '', digits = '', suffix = ''] = match;
  if (suffix === '' && digits.includes('.')) {
    const milli = Math.ceil(Number(digits) * 1000);
    return `${sign}${milli % 1000 === 0 ? milli / 1000 : `${milli}m`}`;
  }
  if (suffix === 'm' && Number.isInteger(Number(digits)) && Number(digits) % 1000 === 0)
    return `${sign}${Number(digits) / 1000}`;
  return text;
}

export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Cores, bytes or whatever is counted; NaN for what is no quantity. */
export function quantityValue(text: string): number {
  const [, sign, digits, suffix = ''] = QUANTITY.exec(text) ?? [];
  if (digits === undefined) return Number.NaN;
  const factor = /^[eE]./.test(suffix) ? 10 ** Number(suffix.slice(1)) : suffix === '' ? 1 : FACTORS[suffix]!;
  return (sign === '-' ? -1 : 1) * Number(digits) * factor;
}
