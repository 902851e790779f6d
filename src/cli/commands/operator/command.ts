import { InvalidValue } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import { COMMANDS, OPERATOR_OPTIONS, OPTIONS, USAGE, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import type { OperatorRunOptions } from './run.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('operator')
    .description(translate(COMMANDS.operator))
    .subcommands((operator) => addTo(operator, translate));
}

function addTo(operator: Command, translate: Translate): void {
  operator
    .command('run')
    .description(translate(COMMANDS.operatorRun))
    .option(`--deployment <${translate(VALUES.name)}>`, translate(OPERATOR_OPTIONS.deployment), someName)
    .option(`--selector <${translate(VALUES.labels)}>`, translate(OPERATOR_OPTIONS.selector), someName)
    .option(`-n, --namespace <${translate(VALUES.name)}>`, translate(OPERATOR_OPTIONS.namespace))
    .option(`--min <${translate(VALUES.replicas)}>`, translate(OPERATOR_OPTIONS.min), count, 1)
    .option(`--max <${translate(VALUES.replicas)}>`, translate(OPERATOR_OPTIONS.max), count, 5)
    .option('--threshold-ms <ms>', translate(OPERATOR_OPTIONS.threshold), number, 100)
    .option(`--objective <${translate(VALUES.share)}>`, translate(OPERATOR_OPTIONS.objective), number, 0.8)
    .option(
      `--scale-down-above <${translate(VALUES.share)}>`,
      translate(OPERATOR_OPTIONS.scaleDownAbove),
      number,
    )
    .option(`--max-step <${translate(VALUES.replicas)}>`, translate(OPERATOR_OPTIONS.maxStep), count)
    .addOption(durationOption(translate, '--window', OPERATOR_OPTIONS.window, {}, '15s'))
    .addOption(durationOption(translate, '--cooldown', OPERATOR_OPTIONS.cooldown, {}, '10s'))
    .addOption(durationOption(translate, '--stabilization', OPERATOR_OPTIONS.stabilization, {}, '30s'))
    .addOption(durationOption(translate, '--interval', OPERATOR_OPTIONS.interval, {}, '1s'))
    .option(`--prometheus <${translate(VALUES.address)}>`, translate(OPERATOR_OPTIONS.prometheus))
    .option('--query <promql>', translate(OPERATOR_OPTIONS.query))
    .option('--no-leader-election', translate(OPERATOR_OPTIONS.noLeaderElection))
    .option('--dry-run', translate(OPERATOR_OPTIONS.dryRun))
    .option('--once', translate(OPERATOR_OPTIONS.once))
    .option('--explain', translate(OPERATOR_OPTIONS.explain))
    .option('--json', translate(OPTIONS.jsonLines))
    .option('--metrics-port <port>', translate(OPERATOR_OPTIONS.metricsPort), port)
    .action(async (_: unknown, command: Command) => {
      const { runOperatorCommand } = await import('./run.ts');
      await runOperatorCommand(command.optsWithGlobals<OperatorRunOptions>(), settingsOf(command));
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidValue(USAGE.number({ value: text }));
  return value;
}

function count(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidValue(USAGE.wholeNumber({ value: text }));
  return value;
}

function port(text: string): number {
  const value = count(text);
  if (value > 65_535) throw new InvalidValue(USAGE.port({ value: text }));
  return value;
}

/** An empty one, as of a variable that is not set, would be every Deployment there is. */
function someName(text: string): string {
  if (text.trim() === '') throw new InvalidValue(USAGE.empty);
  return text;
}
