import type { Command } from '../../help/command.ts';
import { COMMANDS, USAGE, WEB_OPTIONS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { settingsOf } from '../../settings.ts';
import { portOption } from '../../web/options.ts';
import type { WebFlags } from '../../web/serve.ts';

const PORT = 5758;
const OF_WEB = ['open', 'port', 'json'];

export function register(program: Command, translate: Translate): void {
  program
    .command('notes')
    .description(translate(COMMANDS.notes))
    .option('--web', translate(WEB_OPTIONS.web))
    .option('--open', translate(WEB_OPTIONS.open))
    .addOption(portOption(translate, PORT))
    .option('--json', translate(WEB_OPTIONS.json))
    .action(async ({ web, ...flags }: { web?: boolean } & WebFlags, command: Command) => {
      const settings = settingsOf(command);
      if (web) return (await import('./web.ts')).serveNotes(flags, settings);
      if (OF_WEB.some((name) => command.getOptionValueSource(name) === 'cli'))
        throw new UserError(USAGE.forWeb, USAGE.addWeb, { exitCode: 2 });
      return (await import('./run.ts')).showNotes(settings);
    });
}
