/** Builds the parts of the operator, except its caches. */
import type { Caches } from './caches.ts';
import { Controller } from './controller.ts';
import type { ControllerOptions } from './controller.ts';
import { leaderLeaseOf } from './identity.ts';
import type { Api } from '../kubernetes/index.ts';
import type { Text } from '../messages/operator/index.ts';
import { Claims } from './kubernetes/claims.ts';
import { EventRecorder } from './kubernetes/events.ts';
import { LeaderElection } from './kubernetes/lease.ts';
import { elects } from './options.ts';
import type { OperatorOptions } from './options.ts';
import { Announcer } from './report/announcer.ts';
import type { Metrics } from './report/metrics.ts';
import { Prometheus } from './signal/prometheus.ts';
import { LatencySource } from './signal/source.ts';
import { targetsByFlags } from './targets/flags.ts';
import { scalerTargets } from './targets/targets.ts';

export interface Context {
  options: OperatorOptions;
  api: Api;
  namespace: string;
  metrics: Metrics;
  /** Unique to this process. */
  identity: string;
}

/** Counts and logs a failure that is retried automatically. */
export const troubleOf =
  ({ metrics, options: { log } }: Pick<Context, 'metrics' | 'options'>, component: string) =>
  (why: Text): void => {
    metrics.errors.inc({ component });
    log.warn(why);
  };

export function electionOf(context: Context, onChange: () => void): LeaderElection | undefined {
  const { options, api, namespace, metrics, identity } = context;
  if (!elects(options)) return undefined;
  return new LeaderElection({
    api,
    namespace,
    name: leaderLeaseOf(options),
    identity,
    timing: options.leaseTiming,
    onChange: (leading) => {
      metrics.leader.set(leading ? 1 : 0);
      options.log.info(leading ? 'leading' : 'not leading');
      onChange();
    },
    onTrouble: troubleOf(context, 'lease'),
  });
}

export function claimsOf(
  context: Context,
  { claims: cache }: Caches,
  signal: AbortSignal,
): Claims | undefined {
  const { options, api, namespace, identity } = context;
  if (cache === undefined) return undefined;
  const standalone = !elects(options);
  return new Claims({
    api,
    namespace,
    cache,
    holder: standalone ? identity : leaderLeaseOf(options),
    standalone,
    once: options.once ?? false,
    signal,
  });
}

export function signalsOf(context: Context, { deployments, pods }: Caches): LatencySource {
  const { options, api, metrics } = context;
  const failed = troubleOf(context, 'prometheus');
  return new LatencySource({
    open: (address) =>
      new Prometheus({
        address,
        timeoutMs: options.prometheusTimeoutMs,
        through: options.kube.inCluster ? undefined : api,
      }),
    podsOf: (deployment) => pods.of(deployments.get(deployment)?.uid ?? ''),
    observe: (seconds, failure) => {
      metrics.query.observe(seconds);
      if (failure !== undefined) failed(failure);
    },
    interval: (options.intervalMs ?? 1000) / 1000,
    once: options.once === true,
  });
}

export function controllerOf(
  { options, api, namespace, metrics }: Context,
  { deployments, autoscalers, scalers, pods }: Caches,
  signals: LatencySource,
  rest: Pick<ControllerOptions, 'claims' | 'mayWrite'>,
): Controller {
  const { log, onEvaluation, onObstacle } = options;
  return new Controller({
    ...rest,
    api,
    targets: scalers ? scalerTargets(scalers) : targetsByFlags(options, deployments, namespace),
    deployments,
    autoscalers,
    pods,
    signals,
    announcer: new Announcer(new EventRecorder(api), metrics, log),
    metrics,
    log,
    onEvaluation,
    onObstacle,
  });
}
