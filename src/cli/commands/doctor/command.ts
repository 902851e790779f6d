import type { Command } from '../../help/command.ts';
import { COMMANDS, OPTIONS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('doctor')
    .description(translate(COMMANDS.doctor))
    .option('--json', translate(OPTIONS.json))
    .action(async (options: { json?: boolean }, command: Command) => {
      const { runDoctor } = await import('./run.ts');
      await runDoctor(settingsOf(command), options);
    });
}
