import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  program
    .command('notes')
    .description("the speaker's view for a second terminal: notes, clock, what comes next")
    .action(async (_options: object, command: Command) => {
      const { showNotes } = await import('./run.ts');
      await showNotes(settingsOf(command));
    });
}
