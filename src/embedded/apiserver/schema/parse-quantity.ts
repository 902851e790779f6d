/** Kubernetes quantities: `100m`, `1.5`, `64Mi`, `2e3`. */
const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** In base units (cores, bytes); NaN for what is no quantity. */
export function parseQuantity(text: string | number): number {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(String(text));
  return match ? Number(match[1]) * (SUFFIXES[match[2]!] ?? Number.NaN) : Number.NaN;
}
