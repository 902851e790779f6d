import type { Command } from 'commander';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import type { GraphFlags } from './run.ts';

export function register(program: Command): void {
  program
    .command('graph')
    .description('the share of requests answered within 500 ms, and the replicas, live')
    .option(
      '--prometheus <url>',
      'ask this Prometheus (default: the one in namespace pycont of the kube context)',
    )
    .option('--once', 'print one line and end')
    .option('--watch', 'print a line each interval, in a terminal too')
    .option(
      '--until <conditions>',
      "end when all hold, such as 'share<0.8' or 'share>0.9 replicas>1'; with --once: 1 if not",
    )
    .addOption(durationOption('--interval', 'look this often', { least: '200ms', most: '1h' }, '1s'))
    .option('--json', 'print JSON lines')
    .action(async (flags: GraphFlags, command: Command) => {
      const { runGraph } = await import('./run.ts');
      await runGraph(flags, settingsOf(command));
    });
}
