import type { LeaseTiming } from './kubernetes/lease.ts';
import type { Kube } from '../kubernetes/index.ts';
import type { Log } from './report/log.ts';
import type { Metrics } from './report/metrics.ts';
import type { ScalerSpec } from './decision/policy.ts';
import type { BlockedTarget } from './controller.ts';
import type { Evaluation } from './report/report.ts';

export interface OperatorOptions {
  kube: Kube;
  /** Default: the one of the kube context. */
  namespace?: string;
  /** Work on this Deployment, or on those with these labels, under `spec`; without either on LatencyScalers. */
  deployment?: string;
  selector?: string;
  spec?: ScalerSpec;
  /** `http://…`, or `[namespace/]service[:port]`; LatencyScalers specify their own. */
  prometheus?: string;
  prometheusTimeoutMs?: number;
  /** Milliseconds between two ticks. */
  intervalMs?: number;
  /** Decide and report, but write nothing at all. */
  dryRun?: boolean;
  /** Run one tick and end. */
  once?: boolean;
  /** False: act without waiting for other replicas of this operator. Claims of Deployments are still respected. */
  leaderElection?: boolean;
  leaseTiming?: LeaseTiming;
  identity?: string;
  /** Serve /healthz, /readyz and /metrics here. */
  port?: number;
  host?: string;
  /** Fail if the API server does not answer, instead of waiting for it. */
  failFast?: boolean;
  watchSeconds?: number;
  log: Log;
  metrics?: Metrics;
  onEvaluation?: (evaluation: Evaluation) => void;
  /** A target that cannot be scaled, at each tick. */
  onObstacle?: (blocked: BlockedTarget) => void;
  /** After each tick: whether this operator is the leader, and who is. */
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
