/** Reads samples from Prometheus: the current one, and past ones. */
import { UserError } from '../../../errors/user-error.ts';
import { QUERIES, shareOf } from './sample.ts';
import type { Sample } from './sample.ts';
import type { Ask } from './transport.ts';

type Name = keyof typeof QUERIES;
const NAMES = Object.keys(QUERIES) as Name[];

interface Answer {
  status: string;
  error?: string;
  data?: { result: { value?: [number, string]; values?: [number, string][] }[] };
}

/** Never rejects: if Prometheus cannot be reached, the sample has no data. */
export async function takeSample(ask: Ask): Promise<Sample> {
  const time = Date.now();
  try {
    const values = await Promise.all(
      NAMES.map(async (name) => {
        const { data } = await query(ask, 'query', { query: QUERIES[name] });
        const text = data?.result[0]?.value?.[1];
        return [name, text === undefined ? undefined : numberOf(text)] as const;
      }),
    );
    return sampleOf(time, Object.fromEntries(values));
  } catch (error) {
    const trouble = error instanceof UserError ? error.texts.message : (error as Error).message;
    return { ...sampleOf(time, {}), trouble };
  }
}

/**
 * Past samples, oldest first; empty if there are none or Prometheus does not answer.
 * @param from milliseconds since 1970
 * @param step milliseconds
 */
export async function history(ask: Ask, from: number, to: number, step: number): Promise<Sample[]> {
  const range = { start: String(from / 1000), end: String(to / 1000), step: String(step / 1000) };
  const samples = new Map<number, Partial<Record<Name, number>>>();
  try {
    for (const name of ['share', 'replicas'] as const) {
      const { data } = await query(ask, 'query_range', { query: QUERIES[name], ...range });
      for (const [time, text] of data?.result[0]?.values ?? [])
        samples.set(time * 1000, { ...samples.get(time * 1000), [name]: numberOf(text) });
    }
  } catch {
    return [];
  }
  return [...samples].sort(([a], [b]) => a - b).map(([time, values]) => sampleOf(time, values));
}

function sampleOf(
  time: number,
  { share, rps, p95, replicas }: Partial<Record<Name, number | undefined>>,
): Sample {
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
