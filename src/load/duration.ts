import { UserError } from '../errors/user-error.ts';

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * @param text `500ms`, `20s`, `2m`, `1h`, `1m30s`
 * @returns milliseconds, above 0
 * @throws UserError naming the flag
 */
export function parseDuration(text: string, flag: string): number {
  const what = `${flag}: ${JSON.stringify(text)}`;
  const wrong = (problem: string) =>
    new UserError(problem, 'Write it as 500ms, 20s, 2m or 1m30s', { exitCode: 2 });
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text))
    throw wrong(/^\d+$/.test(text) ? `${what} has no unit.` : `${what} is no duration.`);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const total = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit as string] as number),
    0,
  );
  if (total <= 0) throw wrong(`${what} is no time at all.`);
  // Timers count to 2³¹ milliseconds.
  if (total >= 2 ** 31) throw wrong(`${what} is too long.`);
  return total;
}
