import type { LeaseTiming } from './kubernetes/lease.ts';
import type { Kube } from './kubernetes/kube.ts';
import type { Log } from './report/log.ts';
import type { Metrics } from './report/metrics.ts';
import type { ScalerSpec } from './decision/policy.ts';
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
  /** Decide and tell, but write nothing at all. */
  dryRun?: boolean;
  /** One tick, then the end. */
  once?: boolean;
  /** False: act without asking who else does. */
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
  /** After each tick: whether this operator acts, and if not, who does. */
  onTick?: (state: { leading: boolean; holder?: string }) => void;
  /** Ends the operator gracefully. */
  signal?: AbortSignal;
}
