/** Looks: what Prometheus says now, and what it remembers. */
import { UserError } from '../../../errors/user-error.ts';
import { QUERIES, shareOf } from './look.ts';
import type { Look } from './look.ts';
import type { Ask } from './transport.ts';

type Name = keyof typeof QUERIES;
const NAMES = Object.keys(QUERIES) as Name[];

interface Answer {
  status: string;
  error?: string;
  data?: { result: { value?: [number, string]; values?: [number, string][] }[] };
}

/** Never rejects: a Prometheus that cannot be reached is a look without data. */
export async function look(ask: Ask): Promise<Look> {
  const time = Date.now();
  try {
    const values = await Promise.all(
      NAMES.map(async (name) => {
        const { data } = await query(ask, 'query', { query: QUERIES[name] });
        const text = data?.result[0]?.value?.[1];
        return [name, text === undefined ? undefined : numberOf(text)] as const;
      }),
    );
    return lookOf(time, Object.fromEntries(values));
  } catch (error) {
    const trouble = error instanceof UserError ? error.texts.message : (error as Error).message;
    return { ...lookOf(time, {}), trouble };
  }
}

/**
 * Looks at the past, oldest first; empty where nothing is remembered or Prometheus does not answer.
 * @param from milliseconds since 1970
 * @param step milliseconds
 */
export async function history(ask: Ask, from: number, to: number, step: number): Promise<Look[]> {
  const range = { start: String(from / 1000), end: String(to / 1000), step: String(step / 1000) };
  const looks = new Map<number, Partial<Record<Name, number>>>();
  try {
    for (const name of ['share', 'replicas'] as const) {
      const { data } = await query(ask, 'query_range', { query: QUERIES[name], ...range });
      for (const [time, text] of data?.result[0]?.values ?? [])
        looks.set(time * 1000, { ...looks.get(time * 1000), [name]: numberOf(text) });
    }
  } catch {
    return [];
  }
  return [...looks].sort(([a], [b]) => a - b).map(([time, values]) => lookOf(time, values));
}

function lookOf(
  time: number,
  { share, rps, p95, replicas }: Partial<Record<Name, number | undefined>>,
): Look {
  return { time, share: shareOf(share), rps, p95, replicas };
}

async function query(ask: Ask, endpoint: string, parameters: Record<string, string>): Promise<Answer> {
  const { status, body } = await ask(`/api/v1/${endpoint}?${new URLSearchParams(parameters)}`);
  let answer: Answer & { message?: string };
  try {
    answer = JSON.parse(body) as Answer;
  } catch {
    throw new Error(`HTTP ${status}: ${body.split('\n')[0]?.slice(0, 100)}`);
  }
  if (answer.status !== 'success') throw new Error(answer.error ?? answer.message ?? `HTTP ${status}`);
  return answer;
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}
