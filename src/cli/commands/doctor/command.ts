import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  program
    .command('doctor')
    .description('check that this machine can play the talk, and say what to mend')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }, command: Command) => {
      const { runDoctor } = await import('./run.ts');
      await runDoctor(settingsOf(command), options);
    });
}
