/** Signatures of all functions. */
import type { ValueType } from './ast.ts';

export interface Signature {
  takes: ValueType[];
  /** The number of optional arguments at the end; -1: the last is variadic. */
  optional: number;
  gives: ValueType;
}

const table: Record<string, string> = {
  abs: 'vector',
  absent: 'vector',
  absent_over_time: 'matrix',
  avg_over_time: 'matrix',
  ceil: 'vector',
  changes: 'matrix',
  clamp: 'vector scalar scalar',
  clamp_max: 'vector scalar',
  clamp_min: 'vector scalar',
  count_over_time: 'matrix',
  day_of_month: 'vector?',
  day_of_week: 'vector?',
  day_of_year: 'vector?',
  days_in_month: 'vector?',
  deg: 'vector',
  delta: 'matrix',
  deriv: 'matrix',
  exp: 'vector',
  floor: 'vector',
  histogram_quantile: 'scalar vector',
  hour: 'vector?',
  idelta: 'matrix',
  increase: 'matrix',
  irate: 'matrix',
  label_join: 'vector string string string*',
  label_replace: 'vector string string string string',
  last_over_time: 'matrix',
  ln: 'vector',
  log10: 'vector',
  log2: 'vector',
  max_over_time: 'matrix',
  min_over_time: 'matrix',
  minute: 'vector?',
  month: 'vector?',
  pi: '=scalar',
  predict_linear: 'matrix scalar',
  present_over_time: 'matrix',
  quantile_over_time: 'scalar matrix',
  rad: 'vector',
  rate: 'matrix',
  resets: 'matrix',
  round: 'vector scalar?',
  scalar: 'vector =scalar',
  sgn: 'vector',
  sort: 'vector',
  sort_desc: 'vector',
  sqrt: 'vector',
  stddev_over_time: 'matrix',
  stdvar_over_time: 'matrix',
  sum_over_time: 'matrix',
  time: '=scalar',
  timestamp: 'vector',
  vector: 'scalar',
  year: 'vector?',
};

export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  Object.entries(table).map(([name, text]) => [name, signature(text)]),
);

function signature(text: string): Signature {
  const words = text.split(' ');
  const takes = words
    .filter((word) => !word.startsWith('='))
    .map((word) => word.replace(/[?*]$/, '') as ValueType);
  const gives = words.find((word) => word.startsWith('='))?.slice(1) as ValueType | undefined;
  const optional = text.includes('*') ? -1 : words.filter((word) => word.endsWith('?')).length;
  return { takes, optional, gives: gives ?? 'vector' };
}
