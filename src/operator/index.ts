import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Announcer } from './report/announcer.ts';
import { Api } from './kubernetes/api.ts';
import { pause } from './kubernetes/backoff.ts';
import { Controller } from './controller.ts';
import { OperatorError, withoutPassword } from './errors.ts';
import { EventRecorder } from './kubernetes/events.ts';
import { Informer } from './kubernetes/informer.ts';
import type { InformerOptions } from './kubernetes/informer.ts';
import { LeaderElection } from './kubernetes/lease.ts';
import { Metrics } from './report/metrics.ts';
import type { OperatorOptions } from './options.ts';
import { parsePrometheus, policyOf } from './decision/policy.ts';
import { Prometheus } from './signal/prometheus.ts';
import { PodIndex } from './kubernetes/pods.ts';
import {
  autoscalerView,
  deploymentView,
  paths,
  podView,
  replicaSetView,
  scalerView,
} from './kubernetes/resources.ts';
import type { DeploymentView, View } from './kubernetes/resources.ts';
import { serve } from './report/server.ts';
import { explained, noDeployment, noLease, noPort, outOfReach } from './start-errors.ts';
import { LatencySource } from './signal/source.ts';
import { flagTargets, scalerTargets } from './targets.ts';
import type { Targets } from './targets.ts';

export { OperatorError } from './errors.ts';
export { kube } from './kubernetes/kube.ts';
export { leaseOf } from './kubernetes/lease.ts';
export { jsonLog, plainLog } from './report/log.ts';
export { Metrics } from './report/metrics.ts';
export { duration, explanation, line, verdict } from './report/report.ts';
export { defaults } from './decision/policy.ts';
export type { Look, Told } from './report/report.ts';
export type { OperatorOptions } from './options.ts';

/**
 * Runs the operator until `signal` is aborted (or for one tick) and stops it gracefully: what runs is finished,
 * the lease is given back. Throws OperatorError when it cannot begin.
 */
export async function runOperator(options: OperatorOptions): Promise<void> {
  const operator = await assemble(options);
  try {
    await operator.begin();
    await operator.loop();
  } finally {
    await operator.end();
  }
}

async function assemble(options: OperatorOptions) {
  const { log, metrics = new Metrics(), intervalMs = 1000, signal = new AbortController().signal } = options;
  const namespace = options.namespace ?? options.kube.namespace;
  const api = new Api(options.kube.load);
  const informers: Informer<View>[] = [];
  const informer = <T extends View>(
    what: string,
    path: string,
    project: InformerOptions<T>['project'],
    more = {},
  ): Informer<T> => {
    const onTrouble = (message: string): void => {
      metrics.errors.inc({ component: 'informer' });
      log.warn(message);
    };
    const made = new Informer<T>({
      api,
      what,
      path,
      project,
      onTrouble,
      watchSeconds: options.watchSeconds,
      ...more,
    });
    informers.push(made as unknown as Informer<View>);
    return made;
  };

  const selectors: Record<string, string> = {};
  if (options.deployment) selectors.fieldSelector = `metadata.name=${options.deployment}`;
  if (options.selector) selectors.labelSelector = options.selector;
  const deployments = informer('Deployments', paths.deployments(namespace), deploymentView, { selectors });
  const autoscalers = informer('HorizontalPodAutoscalers', paths.autoscalers(namespace), autoscalerView, {
    optional: true,
  });
  const pods = informer('Pods', paths.pods(namespace), podView, {
    onChange: (key: string) => podIndex.podChanged(key),
  });
  const replicaSets = informer('ReplicaSets', paths.replicaSets(namespace), replicaSetView, {
    onChange: (key: string) => podIndex.replicaSetChanged(key),
  });
  const podIndex = new PodIndex(pods, replicaSets);
  const targets = byFlags(options)
    ? fromFlags(options, deployments, namespace)
    : scalerTargets(informer('LatencyScalers', paths.scalers(namespace), scalerView));

  // Ends the wait for the next tick: who becomes the leader acts at once.
  let alarm = new AbortController();
  signal.addEventListener('abort', () => alarm.abort());
  const election =
    options.dryRun || options.leaderElection === false
      ? undefined
      : electionOf(options, api, namespace, metrics, () => alarm.abort());
  const leading = (): boolean => election?.leading ?? true;
  const signals = new LatencySource({
    open: (address) =>
      new Prometheus({
        address,
        timeoutMs: options.prometheusTimeoutMs,
        ...(options.kube.inCluster ? {} : { through: api }),
      }),
    podsOf: (deployment) => podIndex.of(deployments.get(deployment)?.uid ?? ''),
    observe: (seconds, failure) => {
      metrics.query.observe(seconds);
      if (failure === undefined) return;
      metrics.errors.inc({ component: 'prometheus' });
      log.warn(failure);
    },
    interval: intervalMs / 1000,
    patient: options.once === true,
  });
  const controller = new Controller({
    api,
    targets,
    deployments,
    autoscalers,
    pods: podIndex,
    signals,
    announcer: new Announcer(new EventRecorder(api), metrics, log),
    metrics,
    log,
    mayWrite: () => !options.dryRun && leading(),
    ...(options.onLook ? { onLook: options.onLook } : {}),
  });

  let tickedAt = performance.now();
  const health = {
    alive: () => performance.now() - tickedAt < Math.max(30_000, 10 * intervalMs),
    ready: () => informers.every(({ synced }) => synced),
  };
  const server =
    options.port === undefined
      ? undefined
      : await serve(options.port, options.host, health, metrics).catch(noPort);

  return {
    async begin(): Promise<void> {
      if (options.impatient) await reach(api);
      await Promise.all(informers.map((each) => untilAborted(each.start(), signal))).catch(
        (error: unknown) => {
          throw explained(error, namespace, byFlags(options));
        },
      );
      if (options.impatient && options.deployment && deployments.size === 0 && !signal.aborted)
        throw noDeployment(options.deployment, namespace);
      if (signal.aborted) return;
      if (options.once) await election?.attempt().catch(noLease);
      else election?.start();
    },
    async loop(): Promise<void> {
      let led = false;
      while (!signal.aborted) {
        const began = performance.now();
        // The one who led before has written down what counts: forget what was seen from the second row.
        if (leading() && !led) controller.forget();
        led = leading();
        if (led || options.once) await untilAborted(controller.tick(), signal);
        const next = intervalMs - (performance.now() - began);
        if (options.once) await controller.settled();
        else await Promise.race([controller.settled(), pause(next, signal)]);
        tickedAt = performance.now();
        options.onTick?.({
          leading: led,
          ...(election?.holder === undefined ? {} : { holder: election.holder }),
        });
        if (options.once) return;
        await pause(intervalMs - (performance.now() - began), alarm.signal);
        if (alarm.signal.aborted) alarm = new AbortController();
      }
    },
    async end(): Promise<void> {
      await controller.stop();
      await election?.stop();
      await Promise.all(informers.map((each) => each.stop()));
      signals.close();
      api.close();
      server?.close();
      server?.closeAllConnections();
    },
  };
}

const byFlags = ({ deployment, selector }: OperatorOptions): boolean =>
  deployment !== undefined || selector !== undefined;

function fromFlags(
  options: OperatorOptions,
  deployments: Informer<DeploymentView>,
  namespace: string,
): Targets {
  const spec = options.spec ?? {};
  const policy = policyOf(spec);
  if ('invalid' in policy)
    throw new OperatorError(policy.invalid, 'see pycont operator run --help', { exitCode: 2 });
  const address =
    options.prometheus === undefined ? undefined : parsePrometheus(options.prometheus, namespace);
  if (options.prometheus !== undefined && address === undefined)
    throw new OperatorError(
      `${withoutPassword(options.prometheus)} is no address of a Prometheus`,
      'give a URL (http://localhost:9090), or a Service: [namespace/]name[:port]',
      { exitCode: 2 },
    );
  return flagTargets(deployments, spec, address);
}

function electionOf(
  options: OperatorOptions,
  api: Api,
  namespace: string,
  metrics: Metrics,
  onChange: () => void,
): LeaderElection {
  const { log, deployment, selector } = options;
  // Operators with different work do not exclude each other.
  const work = deployment ?? selector?.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
  return new LeaderElection({
    api,
    namespace,
    name: ['pycont-operator', ...(work ? [work] : [])].join('-').replaceAll(/-+$/g, ''),
    identity: options.identity ?? `${hostname()}_${randomUUID().slice(0, 8)}`,
    ...(options.leaseTiming ? { timing: options.leaseTiming } : {}),
    onChange: (leading) => {
      metrics.leader.set(leading ? 1 : 0);
      log.info(leading ? 'leading' : 'not leading');
      onChange();
    },
    onTrouble: (message) => {
      metrics.errors.inc({ component: 'lease' });
      log.warn(message);
    },
  });
}

async function reach(api: Api): Promise<void> {
  const asked = api.send('reach the API server', 'GET', '/version', { timeoutMs: 5000 });
  await asked.catch((error: unknown) => outOfReach(error, api.server));
}

/** Waits for the work, but no longer than until `signal` is aborted. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true, signal: done.signal }),
  );
  await Promise.race([work, aborted]).finally(() => done.abort());
}
