import type { Command } from 'commander';
import { settingsOf } from './settings.ts';

export interface RehearseOptions {
  scene?: string;
  json?: boolean;
}

export function register(program: Command): void {
  program
    .command('rehearse')
    .description('play the talk unattended, check and measure every step')
    .option('--scene <id>', 'only this scene; the ones before it are brought about quietly')
    .option('--json', 'print the ledger as JSON, progress to stderr')
    .action(async (options: RehearseOptions, command: Command) => {
      const { runRehearsal } = await import('./rehearse-run.ts');
      await runRehearsal(settingsOf(command), options);
    });
}
