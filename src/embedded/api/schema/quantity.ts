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
