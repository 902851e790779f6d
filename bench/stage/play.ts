import { execa } from 'execa';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadSecond } from '../../src/load/index.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { APP } from './open.ts';
import type { OpenStage } from './open.ts';

/** What the load generator, as a user, measured in one second; times in seconds since the load began. */
export interface Second {
  from: number;
  to: number;
  requests: number;
  slow: number;
}

export interface Change {
  at: number;
  replicas: number;
  ready: number;
}

export interface Play {
  seconds: Second[];
  /** Of the Deployment; the first one is from before the load. */
  changes: Change[];
  /** When the load ended, and when the wait after it ended. */
  loadEnded: number;
  ended: number;
}

/** Generates the scene's load, then waits until one replica is left. Both durations are in seconds; the second is the maximum. */
export async function play(stage: OpenStage, load: number, quiet: number): Promise<Play> {
  const seconds: Second[] = [];
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const changes: Change[] = [];
  const note = (): void => {
    const { replicas, ready } = stage.deployment();
    changes.push({ at: elapsed(), replicas, ready });
  };
  note();
  const off = stage.onChange(note);
  const child = execa(
    process.execPath,
    [join(packageRoot(), 'bin', 'pycont'), 'load', '--slow', '--json', '--duration', `${load}s`],
    { env: stage.env, buffer: false },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { elapsed: end, seconds: took, requests, shareWithin } = JSON.parse(line) as LoadSecond;
    // The last line is the summary.
    if (end === undefined) continue;
    const to = elapsed();
    seconds.push({ from: to - took, to, requests, slow: requests * (1 - (shareWithin ?? 1)) });
  }
  await child;
  const loadEnded = elapsed();
  while (elapsed() < loadEnded + quiet && stage.deployment().replicas > 1) await pause(200);
  off();
  return { seconds, changes, loadEnded, ended: elapsed() };
}

/** One replica, and nothing in Prometheus of earlier measurements. */
export async function rest(stage: OpenStage, window: number): Promise<void> {
  await execa('kubectl', ['scale', `deployment/${APP}`, '--replicas=1'], { env: stage.env });
  await execa('kubectl', ['rollout', 'status', `deployment/${APP}`], { env: stage.env });
  await pause((window + 2) * 1000);
}

/** The beginning of the first second whose share is below the objective: the breach started then, or a little later. */
export const breachOf = ({ seconds }: Play, objective: number): number | undefined =>
  seconds.find((second) => missed(second, objective))?.from;

/** When the objective was met for good: from then on in five seconds of any six. */
export function recoveryOf({ seconds }: Play, objective: number): number | undefined {
  const last = seconds.findLastIndex(
    (_, i) => seconds.slice(Math.max(0, i - 5), i + 1).filter((each) => missed(each, objective)).length > 1,
  );
  return last === seconds.length - 1 ? undefined : seconds[last + 1]?.from;
}

export const decisionOf = ({ changes }: Play): number | undefined =>
  changes.find(({ replicas }) => replicas > changes[0]!.replicas)?.at;

export const readyOf = ({ changes }: Play): number | undefined =>
  changes.find(({ ready }) => ready > changes[0]!.ready)?.at;

const missed = ({ requests, slow }: Second, objective: number): boolean =>
  requests > 0 && 1 - slow / requests < objective;
