import type { LeaseTiming } from './kubernetes/lease.ts';
import type { Kube } from '../kubernetes/index.ts';
import type { Log } from './report/log.ts';
import type { Metrics } from './report/metrics.ts';
import type { ScalerSpec } from './decision/policy.ts';
import type { Hindered } from './controller.ts';
import type { Look } from './report/report.ts';

export interface OperatorOptions {
  kube: Kube;
  /** Default: that of the kube context. */
  namespace?: string;
  /** Work on this Deployment, or on those with these labels, under `spec`; without either on LatencyScalers. */
  deployment?: string;
  selector?: string;
  spec?: ScalerSpec;
  /** `http://…`, or `[namespace/]service[:port]`; for LatencyScalers each says its own. */
  prometheus?: string;
  prometheusTimeoutMs?: number;
  /** Milliseconds between two ticks. */
  intervalMs?: number;
  /** Decide and report, but write nothing at all. */
  dryRun?: boolean;
  /** One tick, then the end. */
  once?: boolean;
  /** False: act without waiting for other copies of this operator. Claims of Deployments count nevertheless. */
  leaderElection?: boolean;
  leaseTiming?: LeaseTiming;
  identity?: string;
  /** Serve /healthz, /readyz and /metrics here. */
  port?: number;
  host?: string;
  /** Give up at once when the API server does not answer, instead of waiting for it. */
  impatient?: boolean;
  watchSeconds?: number;
  log: Log;
  metrics?: Metrics;
  onLook?: (look: Look) => void;
  /** A target that cannot be scaled, at each tick. */
  onObstacle?: (hindered: Hindered) => void;
  /** After each tick: whether this operator acts, and if not, who does. */
  onTick?: (state: { leading: boolean; holder?: string }) => void;
  /** Ends the operator gracefully. */
  signal?: AbortSignal;
}

/** Targets are Deployments given by flags, not LatencyScalers. */
export const byFlags = ({ deployment, selector }: OperatorOptions): boolean =>
  deployment !== undefined || selector !== undefined;

/** There is a leader lease. */
export const elects = ({ dryRun, leaderElection }: OperatorOptions): boolean =>
  !dryRun && leaderElection !== false;
