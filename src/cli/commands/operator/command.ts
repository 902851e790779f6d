import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import type { OperatorRunOptions } from './run.ts';

export function register(program: Command): void {
  const operator = program.command('operator').description('the latency autoscaler');
  operator
    .command('run')
    .description('watch the latency and scale: LatencyScalers, or Deployments named here')
    .option('--deployment <name>', 'scale this Deployment; needs no LatencyScaler', someName)
    .option('--selector <labels>', 'scale the Deployments with these labels, e.g. app=kad', someName)
    .option('-n, --namespace <name>', 'default: that of the kube context')
    .option('--min <replicas>', 'never fewer', count, 1)
    .option('--max <replicas>', 'never more', count, 5)
    .option('--threshold-ms <ms>', 'a request is fast when it takes at most this long', number, 100)
    .option('--objective <share>', 'the share of requests that shall be fast', number, 0.8)
    .option('--scale-down-above <share>', 'calm from this share on (default: 0.95, or the objective)', number)
    .option(
      '--max-step <replicas>',
      'at most this many more or fewer at once (default: up to double, or 4 more)',
      count,
    )
    .addOption(durationOption('--window', 'measure over this time', {}, '15s'))
    .addOption(durationOption('--cooldown', 'do nothing for this long after a change', {}, '10s'))
    .addOption(durationOption('--stabilization', 'give replicas back after so much calm', {}, '30s'))
    .addOption(durationOption('--interval', 'look this often', {}, '1s'))
    .option(
      '--prometheus <address>',
      'URL, or [namespace/]service[:port] of the cluster (default: prometheus:9090)',
    )
    .option('--query <promql>', 'expression for the share, in place of the one from request_latency')
    .option('--no-leader-election', 'act without asking whether another operator does')
    .option('--dry-run', 'decide and tell, but change nothing')
    .option('--once', 'look once, act, and end')
    .option('--explain', 'print the rule with the numbers in it')
    .option('--json', 'print JSON lines')
    .option('--metrics-port <port>', 'serve /metrics, /healthz and /readyz on this port of 127.0.0.1', port)
    .action(async (_: unknown, command: Command) => {
      const { runOperatorCommand } = await import('./run.ts');
      await runOperatorCommand(command.optsWithGlobals<OperatorRunOptions>(), settingsOf(command));
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError(`${text} is not a number.`);
  return value;
}

function count(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError(`${text} is not a whole number.`);
  return value;
}

function port(text: string): number {
  const value = count(text);
  if (value > 65_535) throw new InvalidArgumentError(`${text} is not a valid port.`);
  return value;
}

/** An empty one, as of a variable that is not set, would be every Deployment there is. */
function someName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}
