/** HEALTHCHECK: runs the check in the container and counts failures. */
import { text } from 'node:stream/consumers';
import type { ContainerRuntime } from '../../containers/index.ts';
import { defaultShell } from '../../images/index.ts';
import type { ImageConfig } from '../../images/index.ts';
import type { HealthRequest } from '../types.ts';

export interface HealthResult {
  start: string;
  end: string;
  exitCode: number;
  output: string;
}

export interface HealthState {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  /** The last five, oldest first. */
  log: HealthResult[];
}

export type HealthPlan = NonNullable<ImageConfig['healthcheck']>;

/** The image's check, overridden by the flags of docker run; undefined if there is none. */
export function healthPlan(image: ImageConfig, request: HealthRequest): HealthPlan | undefined {
  const test = request.command === undefined ? image.healthcheck?.test : ['CMD-SHELL', request.command];
  if (request.disabled || !test) return undefined;
  const {
    intervalSeconds = 30,
    timeoutSeconds = 30,
    retries = 3,
    startPeriodSeconds = 0,
  } = image.healthcheck ?? {};
  return {
    test,
    intervalSeconds: request.intervalSeconds ?? intervalSeconds,
    timeoutSeconds: request.timeoutSeconds ?? timeoutSeconds,
    retries: request.retries ?? retries,
    startPeriodSeconds: request.startPeriodSeconds ?? startPeriodSeconds,
  };
}

/** The state after one more result. Failures in the start period do not count until the first success. */
export function afterCheck(
  state: HealthState,
  plan: HealthPlan,
  result: HealthResult,
  ageSeconds: number,
): HealthState {
  const log = [...state.log, result].slice(-5);
  if (result.exitCode === 0) return { status: 'healthy', failingStreak: 0, log };
  const lenient = state.status === 'starting' && ageSeconds < (plan.startPeriodSeconds ?? 0);
  const failingStreak = lenient ? 0 : state.failingStreak + 1;
  return { status: failingStreak >= plan.retries ? 'unhealthy' : state.status, failingStreak, log };
}

/** Runs the check periodically. @returns the function that stops it */
export function watchHealth(
  runtime: ContainerRuntime,
  runtimeId: string,
  plan: HealthPlan,
  changed: (state: HealthState) => void,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let state: HealthState = { status: 'starting', failingStreak: 0, log: [] };
  const started = Date.now();
  const check = async () => {
    const result = await runCheck(runtime, runtimeId, plan);
    if (stopped) return;
    state = afterCheck(state, plan, result, (Date.now() - started) / 1000);
    changed(state);
    schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => void check(), plan.intervalSeconds * 1000);
  };
  changed(state);
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function runCheck(
  runtime: ContainerRuntime,
  runtimeId: string,
  plan: HealthPlan,
): Promise<HealthResult> {
  const start = new Date().toISOString();
  const [kind, ...rest] = plan.test;
  const command = kind === 'CMD-SHELL' ? [...defaultShell, rest.join(' ')] : rest;
  const end = (exitCode: number, output: string) => ({
    start,
    end: new Date().toISOString(),
    exitCode,
    output,
  });
  try {
    const session = await runtime.exec(runtimeId, { command, tty: false, stdin: false });
    const timeout = setTimeout(() => session.signal('SIGKILL'), plan.timeoutSeconds * 1000);
    const [output, errors, exitCode] = await Promise.all([
      text(session.stdout),
      text(session.stderr),
      session.exit,
    ]);
    clearTimeout(timeout);
    return end(exitCode, (output + errors).slice(0, 4096));
  } catch (error) {
    return end(1, error instanceof Error ? error.message : String(error));
  }
}
