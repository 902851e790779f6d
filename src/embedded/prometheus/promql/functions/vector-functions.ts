/** Functions of an instant vector that apply to each sample separately. */

/** `parameters` are the scalars after (or, in the query, around) the vector. */
export type SampleFunction = (v: number, parameters: number[]) => number;

const DEGREES = 180 / Math.PI;

export const SAMPLE_FUNCTIONS: Readonly<Record<string, SampleFunction>> = {
  abs: Math.abs,
  ceil: (v) => Math.ceil(v),
  floor: (v) => Math.floor(v),
  exp: (v) => Math.exp(v),
  ln: (v) => Math.log(v),
  log2: (v) => Math.log2(v),
  log10: (v) => Math.log10(v),
  sqrt: (v) => Math.sqrt(v),
  sgn: (v) => Math.sign(v),
  deg: (v) => v * DEGREES,
  rad: (v) => v / DEGREES,
  round(v, [nearest = 1]) {
    // Dividing by the inverse is more exact than multiplying: 0.1 has no exact representation, 10 has.
    const inverse = 1 / nearest;
    return Math.floor(v * inverse + 0.5) / inverse;
  },
  clamp: (v, [low = NaN, high = NaN]) => Math.max(low, Math.min(high, v)),
  clamp_min: (v, [low = NaN]) => Math.max(low, v),
  clamp_max: (v, [high = NaN]) => Math.min(high, v),
  minute: (v) => date(v).getUTCMinutes(),
  hour: (v) => date(v).getUTCHours(),
  day_of_week: (v) => date(v).getUTCDay(),
  day_of_month: (v) => date(v).getUTCDate(),
  day_of_year: (v) =>
    Math.floor((date(v).setUTCHours(0, 0, 0, 0) - Date.UTC(date(v).getUTCFullYear(), 0)) / 86_400_000) + 1,
  days_in_month: (v) =>
    new Date(Date.UTC(date(v).getUTCFullYear(), date(v).getUTCMonth() + 1, 0)).getUTCDate(),
  month: (v) => date(v).getUTCMonth() + 1,
  year: (v) => date(v).getUTCFullYear(),
};

/** Functions whose vector is optional and defaults to the evaluation time. */
export const OF_TIME: ReadonlySet<string> = new Set([
  'minute',
  'hour',
  'day_of_week',
  'day_of_month',
  'day_of_year',
  'days_in_month',
  'month',
  'year',
]);

function date(seconds: number): Date {
  return new Date(Math.trunc(seconds) * 1000);
}
