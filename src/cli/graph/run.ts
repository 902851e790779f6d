/** `pycont graph`: one line, a line each interval, or the live view. */
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../user-error.ts';
import type { GraphFlags } from '../graph.ts';
import { watchInterrupts } from '../interrupt.ts';
import { parseConditions } from './conditions.ts';
import { lookLine } from './look.ts';
import type { Look } from './look.ts';
import { look } from './source.ts';
import { directly, throughCluster } from './transport.ts';
import type { Ask } from './transport.ts';

export async function runGraph(flags: GraphFlags, context: string | undefined): Promise<void> {
  const reached = flags.until === undefined ? undefined : parseConditions(flags.until);
  const ask = flags.prometheus === undefined ? await throughCluster(context) : directly(flags.prometheus);
  if (flags.once) return once(ask, flags, reached);
  const interrupt = watchInterrupts();
  const { signal } = interrupt;
  const live = process.stdout.isTTY && !flags.watch && !flags.json && process.env.TERM !== 'dumb';
  try {
    if (live) {
      const { liveGraph } = await import('../tui/graph-live.tsx');
      await liveGraph({
        ask,
        interval: flags.interval * 1000,
        signal,
        quit: interrupt.quit,
        ...(reached ? { reached } : {}),
      });
    } else await lines(ask, flags, reached, signal);
  } finally {
    interrupt.dispose();
  }
  // Ctrl-C is how one leaves a graph; but who waited for a condition has not seen it.
  if (reached && signal.aborted) process.exitCode = interrupt.code();
}

async function once(
  ask: Ask,
  flags: GraphFlags,
  reached: ((look: Look) => boolean) | undefined,
): Promise<void> {
  const now = await look(ask);
  print(now, flags);
  if (now.trouble)
    throw new UserError(
      `There is no data: ${now.trouble}.`,
      'See whether Prometheus runs: kubectl get pods --namespace pycont',
    );
  if (reached && !reached(now)) process.exitCode = 1;
}

async function lines(
  ask: Ask,
  flags: GraphFlags,
  reached: ((look: Look) => boolean) | undefined,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    const now = await look(ask);
    if (signal.aborted) return;
    print(now, flags);
    if (reached?.(now)) return;
    const rest = flags.interval * 1000 - (performance.now() - began);
    if (rest > 0) await delay(rest, undefined, { signal }).catch(() => {});
  }
}

function print(now: Look, { json }: GraphFlags): void {
  process.stdout.write(`${json ? JSON.stringify(now) : lookLine(now)}\n`);
}
