/**
 * `npm run bench:breach [-- --stage cluster] [-- --runs 3]`: how long from the moment when users notice to the operator's decision,
 * and to the new replica. Everything is real: the app, Prometheus, the load, and the operator in its pod
 * with the talk's settings.
 */
import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { packageRoot } from '../src/system/package-root.ts';
import type { ScalerSpec } from '../src/operator/decision/policy.ts';
import { openStage } from './stage/open.ts';
import type { OpenStage } from './stage/open.ts';
import { breachOf, decisionOf, play, readyOf, recoveryOf, rest } from './stage/play.ts';

const LIMITS = { decision: 2.5, ready: 6 };
const LOAD_SECONDS = 40;
const QUIET_SECONDS = 60;
const IMAGE = 'prgcont/pycont-operator:1.0';
const SCALER = join('deploy', 'operator', 'kad.yaml');

const { values } = parseArgs({
  options: { stage: { type: 'string', default: 'embedded' }, runs: { type: 'string', default: '3' } },
});
const { spec } = parse(await readFile(join(packageRoot(), SCALER), 'utf8')) as { spec: Required<ScalerSpec> };
const seconds = (time: number | undefined): number => Number((time ?? NaN).toFixed(1));

const stage = await openStage(values.stage);
const rows: { 'breach to decision, s': number; 'to a ready replica, s': number; 'met again, s': number }[] =
  [];
try {
  await deployOperator(stage);
  for (let run = 0; run < Number(values.runs); run++) {
    await rest(stage, spec.windowSeconds + spec.cooldownSeconds);
    const played = await play(stage, LOAD_SECONDS, QUIET_SECONDS);
    const breach = breachOf(played, spec.objective) ?? NaN;
    rows.push({
      'breach to decision, s': seconds((decisionOf(played) ?? NaN) - breach),
      'to a ready replica, s': seconds((readyOf(played) ?? NaN) - breach),
      'met again, s': seconds((recoveryOf(played, spec.objective) ?? NaN) - breach),
    });
  }
} finally {
  await stage.close();
}
console.log(
  `stage ${values.stage}: ${spec.objective * 100} % within ${spec.thresholdMilliseconds} ms over ${spec.windowSeconds} s, pycont load --slow`,
);
console.table(rows);
const worst = (column: keyof (typeof rows)[number]): number => Math.max(...rows.map((row) => row[column]));
const kept =
  worst('breach to decision, s') <= LIMITS.decision && worst('to a ready replica, s') <= LIMITS.ready;
console.log(
  `at most ${LIMITS.decision} s to the decision and ${LIMITS.ready} s to a ready replica: ${kept ? 'kept' : 'NOT kept'}`,
);
if (!kept) process.exitCode = 1;

async function deployOperator({ env }: OpenStage): Promise<void> {
  const run = (program: string, ...args: string[]) =>
    execa(program, args, { env, cwd: packageRoot(), timeout: 180_000 });
  await run('docker', 'build', '-f', join('src', 'operator', 'Dockerfile'), '-t', IMAGE, 'src');
  await run('docker', 'push', IMAGE);
  await run('kubectl', 'apply', '-k', join('deploy', 'operator'));
  await run('kubectl', 'rollout', 'status', 'deployment/pycont-operator', '--timeout=80s');
  await run('kubectl', 'apply', '-f', SCALER);
  await run('kubectl', 'wait', 'latencyscaler/kad', '--for=condition=Ready', '--timeout=60s');
}
