/** The probes of one running container. */
import { runHandler } from './handlers.ts';
import type { HandlerTarget } from './handlers.ts';
import type { Probe } from '../pod-types.ts';
import { runProbeLoop } from './probe-loop.ts';

export interface ProberEvents {
  /** The startup probe has passed, or there is none. */
  started(): void;
  ready(ready: boolean): void;
  /** A startup or liveness probe has reached its failureThreshold. */
  giveUp(kind: 'startup' | 'liveness', probe: Probe): void;
  unhealthy(message: string): void;
}

const TITLES = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' };
type Kind = keyof typeof TITLES;

/** Runs until aborted; no event is reported after that. */
export async function runProbes(
  target: HandlerTarget,
  events: ProberEvents,
  signal: AbortSignal,
): Promise<void> {
  const { startupProbe, readinessProbe, livenessProbe } = target.container;
  const loop = (kind: Kind, probe: Probe, resultChanged: (passing: boolean) => void, until: AbortSignal) =>
    runProbeLoop({
      probe,
      eager: kind !== 'liveness',
      signal: until,
      attempt: (handler, timeoutMs) => runHandler(handler, target, timeoutMs),
      events: {
        failed: (message) => events.unhealthy(`${TITLES[kind]} probe failed: ${message}`),
        resultChanged: resultChanged,
      },
    });

  if (startupProbe) {
    const passed = new AbortController();
    const until = AbortSignal.any([signal, passed.signal]);
    const onResult = (passing: boolean) => {
      if (passing) passed.abort();
      else events.giveUp('startup', startupProbe);
    };
    await loop('startup', startupProbe, onResult, until);
    if (signal.aborted) return;
  }
  events.started();
  if (!readinessProbe) events.ready(true);
  await Promise.all([
    readinessProbe && loop('readiness', readinessProbe, (passing) => events.ready(passing), signal),
    livenessProbe &&
      loop(
        'liveness',
        livenessProbe,
        (passing) => {
          if (!passing) events.giveUp('liveness', livenessProbe);
        },
        signal,
      ),
  ]);
}
