import type { Command } from '../../help/command.ts';
import { COMMANDS, VALUES, WEB_OPTIONS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';
import { portOption } from '../../web/options.ts';
import type { DashboardFlags } from './run.ts';

const PORT = 5757;
/** The namespace of a talk: written out, since `--help` loads this. */
const NAMESPACE = 'pycont';

export function register(program: Command, translate: Translate): void {
  program
    .command('dashboard')
    .description(translate(COMMANDS.dashboard))
    .option('--open', translate(WEB_OPTIONS.open))
    .addOption(portOption(translate, PORT))
    .option(`-n, --namespace <${translate(VALUES.name)}>`, translate(WEB_OPTIONS.namespace), NAMESPACE)
    .option('--prometheus <url>', translate(WEB_OPTIONS.prometheus))
    .option('--json', translate(WEB_OPTIONS.json))
    .action(async (flags: DashboardFlags, command: Command) => {
      const { runDashboard } = await import('./run.ts');
      await runDashboard(flags, settingsOf(command));
    });
}
