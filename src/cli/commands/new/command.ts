import type { Command } from '../../help/command.ts';
import { COMMANDS, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('new')
    .argument(`<${translate(VALUES.name)}>`)
    .description(translate(COMMANDS.new))
    .action(async (name: string, _options: object, command: Command) => {
      const { newTalk } = await import('./run.ts');
      await newTalk(name, settingsOf(command));
    });
}
