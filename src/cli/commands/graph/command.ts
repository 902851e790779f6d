import type { Command } from '../../help/command.ts';
import { COMMANDS, GRAPH_OPTIONS, OPTIONS, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import type { GraphFlags } from './run.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('graph')
    .description(translate(COMMANDS.graph))
    .option('--prometheus <url>', translate(GRAPH_OPTIONS.prometheus))
    .option('--once', translate(GRAPH_OPTIONS.once))
    .option('--watch', translate(GRAPH_OPTIONS.watch))
    .option(`--until <${translate(VALUES.conditions)}>`, translate(GRAPH_OPTIONS.until))
    .addOption(
      durationOption(translate, '--interval', GRAPH_OPTIONS.interval, { least: '200ms', most: '1h' }, '1s'),
    )
    .option('--json', translate(OPTIONS.jsonLines))
    .action(async (flags: GraphFlags, command: Command) => {
      const { runGraph } = await import('./run.ts');
      await runGraph(flags, settingsOf(command));
    });
}
