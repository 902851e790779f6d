/** Kubernetes' quantities: `100m`, `1.5`, `64Mi`, `2e3`. They are counted in billionths, the smallest unit. */

const NANO = 10n ** 9n;
const LARGEST = (2n ** 63n - 1n) * NANO;

/** From the largest, in billionths. */
const DECIMAL: [suffix: string, size: bigint][] = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'].map(
  (suffix, place) => [suffix, 10n ** BigInt(27 - 3 * place)],
);
const BINARY: [suffix: string, size: bigint][] = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki', ''].map(
  (suffix, place) => [suffix, 1024n ** BigInt(6 - place) * NANO],
);
const EXPONENT: [suffix: string, size: bigint][] = DECIMAL.map(([, size], place) => [
  place === 6 ? '' : `e${18 - 3 * place}`,
  size,
]);
const SIZES = new Map([...DECIMAL, ...BINARY]);

const QUANTITY = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/;

/** @returns billionths of a core, a byte or another unit; undefined if the text is not a quantity */
export function parseQuantity(text: string | number): bigint | undefined {
  const [match, sign, whole = '', fraction = '', suffix = '', exponent = '0'] =
    QUANTITY.exec(String(text)) ?? [];
  if (match === undefined) return undefined;
  // Larger exponents are meaningless, and would take long to compute.
  const scale = Math.max(-40, Math.min(40, Number(exponent))) - fraction.length;
  const counted = BigInt(whole + fraction) * SIZES.get(suffix)!;
  const size = scale < 0 ? dividedUp(counted, 10n ** BigInt(-scale)) : counted * 10n ** BigInt(scale);
  const amount = size > LARGEST ? LARGEST : size;
  return sign === '-' ? -amount : amount;
}

/** As the API server writes it: `500m` for `0.5`, `1` for `1000m`, `1536Mi` for `1.5Gi`. Other texts are unchanged. */
export function canonicalQuantity(value: string | number): string {
  const text = String(value);
  const amount = parseQuantity(text);
  if (amount === undefined) return text;
  if (amount === 0n) return '0';
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
  if (text.endsWith('i') && size >= 1024n * NANO) return sign + largest(dividedUp(size, NANO) * NANO, BINARY);
  return sign + largest(size, /[eE][+-]?\d/.test(text) ? EXPONENT : DECIMAL);
}

/** In the largest unit without a fraction. */
function largest(size: bigint, units: typeof DECIMAL): string {
  const [suffix, unit] = units.find(([, each]) => size % each === 0n)!;
  return `${size / unit}${suffix}`;
}

/** Divides and rounds up, as Kubernetes does. @param dividend not negative */
export const dividedUp = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
