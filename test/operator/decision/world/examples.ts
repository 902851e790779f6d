import type {
  Counted,
  Observation,
  Requests,
  Signal,
} from '../../../../src/operator/decision/observation.ts';
import type { Policy } from '../../../../src/operator/decision/policy.ts';

/** deploy/operator/kad.yaml as shipped: the talk's promise. */
export const kad: Policy = {
  min: 1,
  max: 5,
  threshold: 0.5,
  objective: 0.9,
  scaleDownAbove: 0.95,
  window: 10,
  cooldown: 8,
  stabilization: 10,
  paused: false,
};

/** The README's `--min 1 --max 5 --threshold-ms 500`; the rest are defaults. */
export const flags: Policy = {
  ...kad,
  objective: 0.8,
  window: 15,
  cooldown: 10,
  stabilization: 30,
};

export const unknown: Signal = { state: 'unknown', cause: 'NoSeries', detail: 'nothing there' };

/** The value of a query of the user's own. */
export const asked = (share: number): Signal => ({ state: 'share', share, idle: false });
/** NaN: nobody asks for anything. */
export const nobody: Signal = { state: 'share', share: 1, idle: true };

export const requests = (total: number, slow = 0, mean = 0.1): Requests => ({
  total,
  fast: total - slow,
  doubtful: 0,
  latency: total * mean,
});

/**
 * A second in which `rate` requests ended, as many in each second of the window.
 * @param share of fast ones
 * @param mean latency in seconds
 */
export function counted(share: number, rate = 40, mean = 0.1, more: Partial<Counted> = {}): Counted {
  return {
    state: 'counted',
    window: requests(rate * 10, rate * 10 * (1 - share), mean),
    seconds: 10,
    fresh: requests(rate, rate * (1 - share), mean),
    freshSeconds: 1,
    pods: 2,
    known: 2,
    ...more,
  };
}

export const idle = counted(1, 0);

/** Two replicas that serve, well within the objective. */
export const seen = (more: Partial<Observation> = {}): Observation => ({
  replicas: 2,
  ready: more.replicas ?? 2,
  rollingOut: false,
  revision: '1',
  startup: 2,
  signal: counted(0.93),
  ...more,
});
