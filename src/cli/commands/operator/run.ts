/** `pycont operator run`: the operator in this process, reported line by line or in a live view. */
import {
  OperatorError,
  dateOf,
  explanation,
  jsonLog,
  line,
  plainLog,
  readingOf,
  runOperator,
} from '../../../operator/index.ts';
import { KubernetesError } from '../../../kubernetes/index.ts';
import type { Evaluation, OperatorOptions } from '../../../operator/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { OPERATOR, translator } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';
import { clusterOf } from '../../talk/cluster.ts';

export interface OperatorRunOptions {
  deployment?: string;
  selector?: string;
  namespace?: string;
  min: number;
  max: number;
  thresholdMs: number;
  objective: number;
  scaleDownAbove?: number;
  maxStep?: number;
  /** Milliseconds, as the three below. */
  window: number;
  cooldown: number;
  stabilization: number;
  interval: number;
  prometheus?: string;
  query?: string;
  leaderElection: boolean;
  dryRun?: boolean;
  once?: boolean;
  explain?: boolean;
  json?: boolean;
  metricsPort?: number;
}

export async function runOperatorCommand(flags: OperatorRunOptions, settings: Settings): Promise<void> {
  const interrupt = watchInterrupts();
  // The first interrupt lets requests in progress finish; a second one ends the process at once.
  interrupt.signal.addEventListener('abort', () => process.once('SIGINT', () => process.exit(130)));
  try {
    await run(flags, interrupt.signal, settings);
  } catch (error) {
    if (!(error instanceof OperatorError || error instanceof KubernetesError)) throw error;
    const { message, remedy } = error.texts;
    const exitCode = error instanceof OperatorError ? error.exitCode : 1;
    throw new UserError(message, remedy, { exitCode, cause: error });
  } finally {
    interrupt.dispose();
    // A credential plugin of the kube config that timed out may still be running.
    setTimeout(() => process.exit(), 1000).unref();
  }
}

async function run(flags: OperatorRunOptions, signal: AbortSignal, settings: Settings): Promise<void> {
  const translate = translator(settings.language);
  if (flags.deployment !== undefined && flags.selector !== undefined)
    throw new UserError(OPERATOR.oneTarget, OPERATOR.giveOneTarget, { exitCode: 2 });
  const cluster = await clusterOf(settings);
  const log = plainLog((warning) => print(translate(warning)));
  const options: OperatorOptions = { ...optionsOf(flags), kube: cluster, log, signal };
  const where = flags.namespace ?? cluster.namespace;
  if (flags.json) return runInJson(options, flags, where);
  const live = process.stdout.isTTY && !flags.once && !flags.explain && process.env.TERM !== 'dumb';
  if (live) {
    const { watchLive } = await import('./live.tsx');
    const title = { namespace: where };
    return watchLive(
      (hooks) => runOperator({ ...options, ...hooks }),
      flags.dryRun ? OPERATOR.dryRun(title) : OPERATOR.inNamespace(title),
      translate,
    );
  }
  return runInLines(options, flags, where, translate);
}

async function runInJson(options: OperatorOptions, flags: OperatorRunOptions, where: string): Promise<void> {
  const check = prometheusCheck(flags, where);
  await runOperator({
    ...options,
    log: jsonLog(complain),
    onEvaluation: (evaluation) => {
      print(JSON.stringify(record(evaluation)));
      check.observe(evaluation);
    },
  });
  check.conclude();
}

/** One line for each evaluation: for pipes and files, and for `--once`. */
async function runInLines(
  options: OperatorOptions,
  flags: OperatorRunOptions,
  where: string,
  translate: Translate,
): Promise<void> {
  let standby = false;
  let evaluated = false;
  let idle = false;
  const check = prometheusCheck(flags, where);
  await runOperator({
    ...options,
    onEvaluation: (evaluation) => {
      evaluated = true;
      print(line(evaluation, process.stdout.isTTY ? process.stdout.columns : undefined, translate));
      check.observe(evaluation);
      if (flags.explain) for (const each of explanation(evaluation, translate)) print(`          ${each}`);
    },
    // The reason why it cannot be scaled is logged as a warning.
    onObstacle: () => void (evaluated = true),
    onTick: ({ leading, holder }) => {
      // At first, and after its holder has released it, the lease has no holder.
      const waits = !leading && holder !== undefined;
      if (waits && !standby) print(translate(OPERATOR.standingBy({ holder })));
      standby = waits;
      if (leading && !evaluated && !idle) print(translate(nothingIn(where, flags)));
      idle = !evaluated;
      evaluated = false;
    },
  });
  check.conclude();
}

/** With `--once`, it is an error if Prometheus does not answer; otherwise a later tick may succeed. */
function prometheusCheck({ once, prometheus }: OperatorRunOptions, where: string) {
  let failure: Failure | undefined;
  return {
    observe: (evaluation: Evaluation): void => void (failure ??= failureOf(evaluation)),
    conclude: (): void => {
      if (!once || failure === undefined) return;
      const { refused, why } = failure;
      throw new UserError(
        refused ? OPERATOR.prometheusRefuses({ why }) : OPERATOR.prometheusSilent({ why }),
        remedyFor(prometheus, where),
      );
    },
  };
}

interface Failure {
  refused: boolean;
  why: Text;
}

function failureOf({ seen: { signal } }: Evaluation): Failure | undefined {
  if (signal.state !== 'unknown') return undefined;
  const { cause } = signal;
  const refused = cause === 'PrometheusRefuses';
  return refused || cause === 'PrometheusUnreachable' ? { refused, why: signal.detail } : undefined;
}

/** @param prometheus the given address, if any */
function remedyFor(prometheus: string | undefined, where: string): Text {
  if (prometheus !== undefined && /^https?:/.test(prometheus)) return OPERATOR.checkAddress;
  const [service = '', namespace = where] = (prometheus ?? 'prometheus')
    .replace(/:\d+$/, '')
    .split('/')
    .reverse();
  return OPERATOR.seeService({ service, namespace });
}

function nothingIn(namespace: string, { selector }: OperatorRunOptions): Text {
  return selector === undefined
    ? OPERATOR.noScaler({ namespace })
    : OPERATOR.noneLabelled({ namespace, labels: selector });
}

function optionsOf(flags: OperatorRunOptions): Omit<OperatorOptions, 'kube' | 'log'> {
  return {
    ...given({
      namespace: flags.namespace,
      deployment: flags.deployment,
      selector: flags.selector,
      prometheus: flags.prometheus,
      port: flags.metricsPort,
      dryRun: flags.dryRun,
      once: flags.once,
    }),
    host: '127.0.0.1',
    failFast: true,
    leaderElection: flags.leaderElection,
    intervalMs: Math.max(100, flags.interval),
    spec: {
      minReplicas: flags.min,
      maxReplicas: flags.max,
      thresholdMilliseconds: flags.thresholdMs,
      objective: flags.objective,
      windowSeconds: flags.window / 1000,
      cooldownSeconds: flags.cooldown / 1000,
      scaleDownStabilizationSeconds: flags.stabilization / 1000,
      ...given({ scaleDownAbove: flags.scaleDownAbove, maxStep: flags.maxStep, query: flags.query }),
    },
  };
}

function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function record({ key, seen, decision, now, done }: Evaluation): object {
  const { replicas, ready } = seen;
  return {
    time: dateOf(now).toISOString(),
    target: key,
    replicas,
    ready,
    wanted: decision.replicas,
    reason: decision.reason,
    done,
    signal: readingOf(seen),
  };
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);
