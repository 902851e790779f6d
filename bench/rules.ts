/**
 * `npm run bench:rules`: the talk's first rule and ours, on the same embedded cluster, app and load. One after
 * the other on the same Deployment: in parallel they would share this machine's processors, and each would
 * feel the load of the other.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../src/system/package-root.ts';
import { runOperator } from '../src/operator/index.ts';
import { policyOf } from '../src/operator/decision/policy.ts';
import type { ScalerSpec } from '../src/operator/decision/policy.ts';
import { Informer } from '../src/kubernetes/informer.ts';
import { PodIndex } from '../src/operator/kubernetes/pods.ts';
import { paths, podView, replicaSetView } from '../src/operator/kubernetes/resources.ts';
import type { PodView, ReplicaSetView } from '../src/operator/kubernetes/resources.ts';
import { scaleTo } from '../src/operator/kubernetes/scale.ts';
import { Prometheus } from '../src/operator/signal/prometheus.ts';
import { LatencySource } from '../src/operator/signal/source.ts';
import type { Target } from '../src/operator/targets/targets.ts';
import { first as firstOf } from './operator/rules.ts';
import { APP, NAMESPACE, openStage } from './stage/open.ts';
import { breachOf, play, recoveryOf, rest } from './stage/play.ts';
import type { Play } from './stage/play.ts';

const LOAD_SECONDS = 90;
/** The first rule takes a minute to remove each replica. */
const QUIET_SECONDS = 120;
const { spec } = parse(await readFile(join(packageRoot(), 'deploy', 'operator', 'kad.yaml'), 'utf8')) as {
  spec: Required<ScalerSpec>;
};
/** The input of the first rule: the same share as the operator's. */
const TARGET: Target = {
  key: `${NAMESPACE}/${APP}`,
  namespace: NAMESPACE,
  deployment: `${NAMESPACE}/${APP}`,
  policy: policyOf(spec),
  prometheus: { namespace: NAMESPACE, service: 'prometheus', port: 9090 },
  generation: 0,
  about: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: NAMESPACE, name: APP, uid: '' },
  status: {},
};
const silent = { info: () => {}, warn: (message: unknown) => console.error(String(message)) };

const stage = await openStage('embedded');
try {
  console.log(
    `pycont load --slow for ${LOAD_SECONDS} s, then quiet; objective ${spec.objective * 100} % within ${spec.thresholdMilliseconds} ms; both read the same share, over ${spec.windowSeconds} s`,
  );
  const first = figures(await playUnder(firstRule(false)));
  const mended = figures(await playUnder(firstRule(true)));
  const own = figures(await playUnder(ours));
  const rows = Object.keys(own).map((what) => {
    const ratio = ({ [what]: theirs = NaN }: Figures): string =>
      shown(round(theirs / (own[what] ?? NaN)), '-');
    return [
      what,
      {
        first: shown(first[what]),
        'first, 0 is a share': shown(mended[what]),
        pycont: shown(own[what]),
        'first / pycont': ratio(first),
        'mended / pycont': ratio(mended),
      },
    ];
  });
  console.table(Object.fromEntries(rows));
  console.log(
    'First: a share of exactly 0 was no data to it, so that it may not act at all; nor was silence, so that it gives nothing back.',
  );
} finally {
  await stage.close();
}

/** Generates the load while a rule scales. */
async function playUnder(rule: (signal: AbortSignal) => Promise<void>): Promise<Play> {
  await rest(stage, spec.windowSeconds);
  const stop = new AbortController();
  const acting = rule(stop.signal);
  try {
    return await play(stage, LOAD_SECONDS, QUIET_SECONDS);
  } finally {
    stop.abort();
    await acting;
  }
}

function ours(signal: AbortSignal): Promise<void> {
  return runOperator({ kube: stage.kube, deployment: APP, spec, log: silent, leaderElection: false, signal });
}

/** The rule of bench/operator/rules.ts, every `every` seconds, without optimistic locking. */
function firstRule(zeroIsShare: boolean) {
  return async (signal: AbortSignal): Promise<void> => {
    const rule = firstOf(spec.maxReplicas, zeroIsShare);
    const watched = await watchPods();
    const source = new LatencySource({
      open: (address) => new Prometheus({ address, through: stage.api }),
      podsOf: () => watched.pods.of(stage.deployment().uid),
      interval: rule.every,
    });
    const look = async (): Promise<void> => {
      await source.refresh([TARGET]);
      const deployment = stage.deployment();
      const { replicas, ready, rollingOut, revision } = deployment;
      const seen = { replicas, ready, rollingOut, revision, signal: source.of(TARGET) };
      const next = rule.next(seen, Date.now() / 1000);
      if (next !== replicas) await scaleTo(stage.api, deployment, next);
    };
    const timer = setInterval(
      () => void look().catch((error: Error) => silent.warn(error.message)),
      rule.every * 1000,
    );
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    clearInterval(timer);
    source.close();
    await watched.stop();
  };
}

async function watchPods() {
  const { api } = stage;
  const pods: Informer<PodView> = new Informer({
    api,
    what: 'Pods',
    path: paths.pods(NAMESPACE),
    project: podView,
    onChange: (key) => index.podChanged(key),
  });
  const sets: Informer<ReplicaSetView> = new Informer({
    api,
    what: 'ReplicaSets',
    path: paths.replicaSets(NAMESPACE),
    project: replicaSetView,
    onChange: (key) => index.replicaSetChanged(key),
  });
  const index = new PodIndex(pods, sets);
  await Promise.all([pods.start(), sets.start()]);
  return { pods: index, stop: () => Promise.all([pods.stop(), sets.stop()]) };
}

type Figures = Record<string, number>;

function figures(played: Play): Figures {
  const { seconds, changes, loadEnded, ended } = played;
  const breach = breachOf(played, spec.objective) ?? NaN;
  const slow = seconds.reduce((sum, second) => sum + second.slow, 0);
  const requests = seconds.reduce((sum, second) => sum + second.requests, 0);
  const steps = changes.filter(({ replicas }, i) => i > 0 && replicas !== changes[i - 1]!.replicas);
  const held = changes.reduce(
    (sum, { at, replicas }, i) => sum + replicas * ((changes[i + 1]?.at ?? ended) - at),
    0,
  );
  return {
    'breach until the objective is met for good, s': round(
      (recoveryOf(played, spec.objective) ?? NaN) - breach,
    ),
    'requests served': requests,
    'requests outside the objective': Math.round(slow),
    'of all, %': round((slow / requests) * 100),
    'scaling steps': steps.length,
    'replicas when the load ended': changes.findLast(({ at }) => at <= loadEnded)!.replicas,
    'load off until one replica is left, s': round(changes.at(-1)!.replicas === 1 ? ended - loadEnded : NaN),
    'replica seconds': round(held),
  };
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

function shown(value = NaN, otherwise = 'never'): string {
  return Number.isFinite(value) ? String(value) : otherwise;
}
