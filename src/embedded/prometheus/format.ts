/** Numbers as text, as Go prints them. */

/** Without an exponent: for label values. */
export function formatFloat(v: number): string {
  const special = nonFinite(v);
  if (special) return special;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(v));
  if (!match) return Object.is(v, -0) ? '-0' : String(v);
  const [, sign, lead, fraction = '', exponent] = match;
  const digits = `${lead}${fraction}`;
  const shift = Number(exponent);
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
    : `${sign}${digits.padEnd(shift + 1, '0')}`;
}

/** Sample values of the HTTP API: with an exponent for very small or very large numbers. */
export function formatSampleValue(v: number): string {
  const special = nonFinite(v);
  if (special) return special;
  if (Object.is(v, -0)) return '-0';
  return String(v).replace(/e([+-])(\d)$/, 'e$10$2');
}

function nonFinite(v: number): string | undefined {
  if (Number.isNaN(v)) return 'NaN';
  if (v === Infinity) return '+Inf';
  return v === -Infinity ? '-Inf' : undefined;
}
