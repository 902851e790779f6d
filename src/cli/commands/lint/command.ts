import type { Command } from '../../help/command.ts';
import { COMMANDS, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('lint')
    .argument(`[${translate(VALUES.dir)}]`)
    .description(translate(COMMANDS.lint))
    .action(async (directory: string | undefined, _options: object, command: Command) => {
      const { lint } = await import('./run.ts');
      await lint(directory, settingsOf(command));
    });
}
