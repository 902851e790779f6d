import { Option } from 'commander';
import type { Command } from 'commander';
import { UserError } from '../../../errors/user-error.ts';
import { settingsOf } from '../../settings.ts';
import type { RehearseOptions } from './options.ts';

export function register(program: Command): void {
  program
    .command('rehearse')
    .description('play the talk unattended, check and measure every step')
    .option('--scene <id>', 'only this scene; the ones before it are brought about quietly')
    .option('--json', 'print the ledger as JSON, progress to stderr')
    .option('--junit <file>', 'also write the verdicts as JUnit XML')
    .option('--markdown <file>', 'also write the verdicts as Markdown')
    .option('--report', 'play nothing: show what the rehearsals so far have taken')
    .option('--minutes <count>', 'with --report: what to leave out in a slot of so many minutes')
    .addOption(
      new Option('--format <format>', 'with --report').choices(['text', 'json', 'junit', 'markdown']),
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
  throw new UserError('--minutes and --format are for --report', 'Add --report, or leave them out', {
    exitCode: 2,
  });
}
