/** Quantiles of plain values and of histogram buckets. */

/** @param values in any order; NaN counts as the smallest */
export function quantile(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = [...values].sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const rank = q * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return (sorted[lower] as number) * (1 - weight) + (sorted[upper] as number) * weight;
}

export interface Bucket {
  /** Upper bound, inclusive. */
  le: number;
  /** Observations ≤ le. */
  count: number;
}

/** Interpolates linearly within the quantile's bucket. */
export function bucketQuantile(q: number, given: readonly Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = monotonic(merged(given));
  const last = buckets.at(-1);
  if (!last || last.le !== Infinity || buckets.length < 2 || last.count === 0 || Number.isNaN(last.count))
    return NaN;
  let rank = q * last.count;
  const index = buckets.slice(0, -1).findIndex((bucket) => bucket.count >= rank);
  if (index === -1) return (buckets.at(-2) as Bucket).le;
  const bucket = buckets[index] as Bucket;
  if (index === 0 && bucket.le <= 0) return bucket.le;
  const below = buckets[index - 1];
  const start = below?.le ?? 0;
  rank -= below?.count ?? 0;
  return start + (bucket.le - start) * (rank / (bucket.count - (below?.count ?? 0)));
}

function merged(given: readonly Bucket[]): Bucket[] {
  const result: Bucket[] = [];
  for (const bucket of [...given].sort((a, b) => (a.le === b.le ? 0 : a.le - b.le))) {
    const last = result.at(-1);
    if (last?.le === bucket.le) last.count += bucket.count;
    else result.push({ ...bucket });
  }
  return result;
}

/** Scrapes and rounding may make a bucket's cumulative count smaller than that of a lower bucket. */
function monotonic(buckets: Bucket[]): Bucket[] {
  let most = -Infinity;
  for (const bucket of buckets) {
    if (bucket.count > most) most = bucket.count;
    else if (bucket.count < most) bucket.count = most;
  }
  return buckets;
}
