import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import type { LoadFlags } from './run.ts';

const BOUNDS = { least: '1ms' };

export function register(program: Command): void {
  program
    .command('load')
    .description('put the app under load and tell what it is like for its users')
    .argument('[url]', 'what to ask (default: APP_URL of the environment)')
    .option('--slow', 'ask /slow: waiting for one of few workers')
    .option('--heavy', 'ask /heavy: computing')
    .option('--path <path>', 'ask this path')
    .option(
      '--connections <n>',
      'users at once (default: 40); with --rate, the most requests in flight (default: 1000)',
      positive,
    )
    .option('--rate <n>', 'requests per second, whatever becomes of them', rate)
    .addOption(
      durationOption(
        '--duration',
        'such as 20s or 2m (default: until Ctrl-C; 10m where no terminal is)',
        BOUNDS,
      ),
    )
    .option('--keep-alive', 'use connections again')
    .addOption(durationOption('--timeout', 'give up on a request after this', BOUNDS, '10s'))
    .option('--yes', 'the target may be beyond this machine')
    .option('--json', 'print JSON: a line a second, and the summary as the last one')
    .action(async (url: string | undefined, flags: LoadFlags, command: Command) => {
      const { runLoadCommand } = await import('./run.ts');
      await runLoadCommand(url, flags, settingsOf(command));
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 10_000)
    throw new InvalidArgumentError(`${text} is no number from 1 to 10000.`);
  return value;
}

function rate(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 100_000)
    throw new InvalidArgumentError(`${text} is no rate from 0.1 to 100000 requests per second.`);
  return value;
}
