import type { App } from './cluster.ts';

/** Share of requests answered within `threshold`, of a replica at this rate: the Erlang C formula. */
export function shareWithin(app: App, rate: number, threshold: number): number {
  const left = threshold - app.base;
  if (app.kind === 'io') return 1 - Math.exp(-left / app.service);
  // A constant part makes service times steadier than in the formula: it is treated as if it varied, too.
  const service = app.base + app.service;
  const c = app.workers;
  const load = rate * service;
  if (load >= c) return 0;
  const waits = erlangC(c, load);
  const rest = c - 1 - load;
  const t = threshold / service;
  const late = Math.abs(rest) < 1e-9 ? waits * t : (waits * (1 - Math.exp(-t * rest))) / rest;
  return 1 - Math.exp(-t) * (1 + late);
}

function erlangC(workers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= workers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / workers) * (1 - blocked));
}

/** The highest rate that one replica serves with at least this share in time. */
export function capacityOf(app: App, threshold: number, share: number): number {
  if (app.kind === 'io') return Infinity;
  let [low, high] = [0, app.workers / (app.base + app.service)];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (shareWithin(app, middle, threshold) >= share) low = middle;
    else high = middle;
  }
  return low;
}
