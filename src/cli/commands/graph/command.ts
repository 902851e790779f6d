import { InvalidValue } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import { COMMANDS, GRAPH_OPTIONS, OPTIONS, USAGE, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
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
    .option(`--interval <${translate(VALUES.seconds)}>`, translate(GRAPH_OPTIONS.interval), seconds, 1)
    .option('--json', translate(OPTIONS.jsonLines))
    .action(async (flags: GraphFlags, command: Command) => {
      const { runGraph } = await import('./run.ts');
      await runGraph(flags, settingsOf(command));
    });
}

function seconds(text: string): number {
  const [value, least, most] = [Number(text.replace(/s$/, '')), 0.2, 3_600];
  if (!(value >= least && value <= most))
    throw new InvalidValue(USAGE.secondsBetween({ value: text, least, most }));
  return value;
}
