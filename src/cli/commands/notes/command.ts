import type { Command } from '../../help/command.ts';
import { COMMANDS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('notes')
    .description(translate(COMMANDS.notes))
    .action(async (_options: object, command: Command) => {
      const { showNotes } = await import('./run.ts');
      await showNotes(settingsOf(command));
    });
}
