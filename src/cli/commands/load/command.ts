import { InvalidValue } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import { COMMANDS, LOAD_OPTIONS, USAGE, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { durationOption } from '../../duration-option.ts';
import { settingsOf } from '../../settings.ts';
import { wholeNumber } from '../../whole-number.ts';
import type { LoadFlags } from './run.ts';

const BOUNDS = { least: '1ms' };

export function register(program: Command, translate: Translate): void {
  program
    .command('load')
    .description(translate(COMMANDS.load))
    .argument('[url]', translate(LOAD_OPTIONS.url))
    .option('--slow', translate(LOAD_OPTIONS.slow))
    .option('--heavy', translate(LOAD_OPTIONS.heavy))
    .option(`--path <${translate(VALUES.path)}>`, translate(LOAD_OPTIONS.path))
    .option('--connections <n>', translate(LOAD_OPTIONS.connections), wholeNumber(1, 10_000))
    .option('--rate <n>', translate(LOAD_OPTIONS.rate), rate)
    .addOption(durationOption(translate, '--duration', LOAD_OPTIONS.duration, BOUNDS))
    .option('--keep-alive', translate(LOAD_OPTIONS.keepAlive))
    .addOption(durationOption(translate, '--timeout', LOAD_OPTIONS.timeout, BOUNDS, '10s'))
    .option('--yes', translate(LOAD_OPTIONS.yes))
    .option('--json', translate(LOAD_OPTIONS.json))
    .action(async (url: string | undefined, flags: LoadFlags, command: Command) => {
      const { runLoadCommand } = await import('./run.ts');
      await runLoadCommand(url, flags, settingsOf(command));
    });
}

function rate(text: string): number {
  const [value, most] = [Number(text), 100_000];
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > most)
    throw new InvalidValue(USAGE.rateUpTo({ value: text, most }));
  return value;
}
