import { Option } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import { UserError } from '../../../errors/user-error.ts';
import { COMMANDS, OPTIONS, USAGE, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';
import type { RehearseOptions } from './options.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('rehearse')
    .description(translate(COMMANDS.rehearse))
    .option('--scene <id>', translate(OPTIONS.oneScene))
    .option('--json', translate(OPTIONS.ledgerJson))
    .option(`--junit <${translate(VALUES.file)}>`, translate(OPTIONS.junit))
    .option(`--markdown <${translate(VALUES.file)}>`, translate(OPTIONS.markdown))
    .option('--report', translate(OPTIONS.report))
    .option(`--minutes <${translate(VALUES.count)}>`, translate(OPTIONS.minutes))
    .addOption(
      new Option(`--format <${translate(VALUES.format)}>`, translate(OPTIONS.format)).choices([
        'text',
        'json',
        'junit',
        'markdown',
      ]),
    )
    .action(async (options: RehearseOptions, command: Command) => {
      if (options.report) {
        const { printReport } = await import('./report.ts');
        return printReport(settingsOf(command), options);
      }
      refuseReportOptions(options);
      const { runRehearsal } = await import('./run.ts');
      await runRehearsal(settingsOf(command), options);
    });
}

function refuseReportOptions({ minutes, format }: RehearseOptions): void {
  if (minutes === undefined && format === undefined) return;
  throw new UserError(USAGE.forReport, USAGE.addReport, {
    exitCode: 2,
  });
}
