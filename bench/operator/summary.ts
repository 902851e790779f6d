import type { Result } from './play.ts';

/** Limits: shares of the time in which the objective could be met, turns between two changes of the load, multiples of the oracle's replica hours. */
const LIMITS = { medianKept: 0.97, worstKept: 0.93, turns: 2, replicaHours: 1.15 };

/** The promises for every single world that are not kept in this one. */
export function failuresOf({ kept, turns, slow, replicaHours, hpa }: Result): string[] {
  return [
    ...(kept < LIMITS.worstKept ? ['MET TOO LITTLE'] : []),
    ...(turns > LIMITS.turns ? ['TURNS'] : []),
    ...(slow > hpa.slow && replicaHours >= hpa.replicaHours ? ['WORSE THAN HPA'] : []),
  ];
}

interface Row {
  measured: string;
  HPA: string;
  promised: string;
  kept: 'yes' | 'NO';
}

/** The figures of all worlds beside the promises. */
export function summaryOf(results: Result[]): Record<string, Row> {
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
  const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const row = (measured: string, HPA: string, promised: string, kept: boolean): Row => ({
    measured,
    HPA,
    promised,
    kept: kept ? 'yes' : 'NO',
  });
  const kept = results.map((each) => each.kept);
  const worst = Math.min(...kept);
  const turns = results.filter((each) => each.turns > LIMITS.turns).length;
  const hours = median(results.map((each) => each.replicaHours / each.oracle.replicaHours));
  const [slow, theirs] = [sum(results.map(({ slow }) => slow)), sum(results.map(({ hpa }) => hpa.slow))];
  const [steps, hpaSteps] = [
    sum(results.map((each) => each.steps)),
    sum(results.map(({ hpa }) => hpa.steps)),
  ];
  const worse = results.filter(
    (each) => each.slow > each.hpa.slow && each.replicaHours >= each.hpa.replicaHours,
  ).length;
  return {
    'objective met, of what is possible: median': row(
      percent(median(kept)),
      percent(median(results.map(({ hpa }) => hpa.kept))),
      `at least ${percent(LIMITS.medianKept)}`,
      median(kept) >= LIMITS.medianKept,
    ),
    'objective met, of what is possible: worst': row(
      percent(worst),
      percent(Math.min(...results.map(({ hpa }) => hpa.kept))),
      `at least ${percent(LIMITS.worstKept)}`,
      worst >= LIMITS.worstKept,
    ),
    'worlds with more than 2 turns after a change': row(String(turns), '-', '0', turns === 0),
    'replica hours, of an oracle: median': row(
      hours.toFixed(3),
      median(results.map((each) => each.hpa.replicaHours / each.oracle.replicaHours)).toFixed(3),
      `at most ${LIMITS.replicaHours}`,
      hours <= LIMITS.replicaHours,
    ),
    'slow requests in all': row(String(slow), String(theirs), 'fewer', slow < theirs),
    'steps in all': row(String(steps), String(hpaSteps), 'fewer', steps < hpaSteps),
    'worlds with more slow requests at no fewer replica hours than HPA': row(
      String(worse),
      '-',
      '0',
      worse === 0,
    ),
  };
}
