/** `pycont graph`: one line, a line each interval, or the live view. */
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { GRAPH, translator } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { parseConditions } from './conditions.ts';
import { sampleLine } from './sample.ts';
import type { Sample } from './sample.ts';
import { takeSample } from './source.ts';
import { directly, throughCluster } from './transport.ts';
import type { Ask } from './transport.ts';

export interface GraphFlags {
  prometheus?: string;
  once?: boolean;
  watch?: boolean;
  until?: string;
  /** Milliseconds. */
  interval: number;
  json?: boolean;
}

export async function runGraph(flags: GraphFlags, settings: Settings): Promise<void> {
  const translate = translator(settings.language);
  const reached = flags.until === undefined ? undefined : parseConditions(flags.until);
  const ask = flags.prometheus === undefined ? await throughCluster(settings) : directly(flags.prometheus);
  const show = (now: Sample) => print(now, flags, translate);
  if (flags.once) return once(ask, show, reached);
  const interrupt = watchInterrupts();
  const { signal } = interrupt;
  const live = process.stdout.isTTY && !flags.watch && !flags.json && process.env.TERM !== 'dumb';
  try {
    if (live) {
      const { liveGraph } = await import('./live.tsx');
      await liveGraph({
        ask,
        interval: flags.interval,
        signal,
        quit: interrupt.quit,
        translate,
        ...(reached ? { reached } : {}),
      });
    } else await lines({ ask, show, reached, signal, interval: flags.interval });
  } finally {
    interrupt.dispose();
  }
  // Ctrl-C is the usual end of a graph; but with a condition, the condition was not reached.
  if (reached && signal.aborted) process.exitCode = interrupt.code();
}

async function once(
  ask: Ask,
  show: (now: Sample) => void,
  reached: ((sample: Sample) => boolean) | undefined,
): Promise<void> {
  const now = await takeSample(ask);
  show(now);
  if (now.trouble) throw new UserError(GRAPH.withoutData({ why: now.trouble }), GRAPH.checkPrometheus);
  if (reached && !reached(now)) process.exitCode = 1;
}

interface Lines {
  ask: Ask;
  show: (now: Sample) => void;
  reached: ((sample: Sample) => boolean) | undefined;
  signal: AbortSignal;
  /** Milliseconds. */
  interval: number;
}

async function lines({ ask, show, reached, signal, interval }: Lines): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    const now = await takeSample(ask);
    if (signal.aborted) return;
    show(now);
    if (reached?.(now)) return;
    const rest = interval - (performance.now() - began);
    if (rest > 0) await delay(rest, undefined, { signal }).catch(() => {});
  }
}

function print(now: Sample, { json }: GraphFlags, translate: Translate): void {
  process.stdout.write(`${json ? JSON.stringify(now) : sampleLine(now, translate)}\n`);
}
