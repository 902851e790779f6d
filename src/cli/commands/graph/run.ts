/** `pycont graph`: one line, a line each interval, or the live view. */
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { GRAPH, translator } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { parseConditions } from './conditions.ts';
import { lookLine } from './look.ts';
import type { Look } from './look.ts';
import { look } from './source.ts';
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

export async function runGraph(flags: GraphFlags, { context, language }: Settings): Promise<void> {
  const translate = translator(language);
  const reached = flags.until === undefined ? undefined : parseConditions(flags.until);
  const ask = flags.prometheus === undefined ? await throughCluster(context) : directly(flags.prometheus);
  const show = (now: Look) => print(now, flags, translate);
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
  // Ctrl-C is how one leaves a graph; but who waited for a condition has not seen it.
  if (reached && signal.aborted) process.exitCode = interrupt.code();
}

async function once(
  ask: Ask,
  show: (now: Look) => void,
  reached: ((look: Look) => boolean) | undefined,
): Promise<void> {
  const now = await look(ask);
  show(now);
  if (now.trouble) throw new UserError(GRAPH.withoutData({ why: now.trouble }), GRAPH.checkPrometheus);
  if (reached && !reached(now)) process.exitCode = 1;
}

interface Lines {
  ask: Ask;
  show: (now: Look) => void;
  reached: ((look: Look) => boolean) | undefined;
  signal: AbortSignal;
  /** Milliseconds. */
  interval: number;
}

async function lines({ ask, show, reached, signal, interval }: Lines): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    const now = await look(ask);
    if (signal.aborted) return;
    show(now);
    if (reached?.(now)) return;
    const rest = interval - (performance.now() - began);
    if (rest > 0) await delay(rest, undefined, { signal }).catch(() => {});
  }
}

function print(now: Look, { json }: GraphFlags, translate: Translate): void {
  process.stdout.write(`${json ? JSON.stringify(now) : lookLine(now, translate)}\n`);
}
