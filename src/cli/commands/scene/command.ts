import { Option } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import type { PlayOptions } from './next.ts';
import { COMMANDS, OPTIONS, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('scene')
    .description(translate(COMMANDS.scene))
    .subcommands((scene) => addTo(scene, translate));
}

function addTo(scene: Command, translate: Translate): void {
  scene
    .command('list')
    .description(translate(COMMANDS.sceneList))
    .option('--json', translate(OPTIONS.json))
    .action(async (options: { json?: boolean }, command: Command) => {
      const { listScenes } = await import('./list.ts');
      await listScenes(settingsOf(command), options);
    });
  scene
    .command('show')
    .argument('<id>')
    .description(translate(COMMANDS.sceneShow))
    .option('--notes', translate(OPTIONS.notes))
    .action(async (id: string, options: { notes?: boolean }, command: Command) => {
      const { showScene } = await import('./show.ts');
      await showScene(id, settingsOf(command), options);
    });
  scene
    .command('next')
    .description(translate(COMMANDS.sceneNext))
    .option('-y, --yes', translate(OPTIONS.unattended))
    .addOption(
      new Option(`--type <${translate(VALUES.how)}>`, translate(OPTIONS.type))
        .choices(['auto', 'keys', 'none'])
        .default('auto'),
    )
    .option('--no-typing', translate(OPTIONS.noTyping))
    .action(async (options: PlayOptions, command: Command) => {
      const { playNext } = await import('./next.ts');
      await playNext(settingsOf(command), options);
    });
  scene
    .command('goto')
    .argument('<id>')
    .description(translate(COMMANDS.sceneGoto))
    .action(async (id: string, _options: object, command: Command) => {
      const { goTo } = await import('./goto.ts');
      await goTo(id, settingsOf(command));
    });
  scene
    .command('reset')
    .description(translate(COMMANDS.sceneReset))
    .action(async (_options: object, command: Command) => {
      const { resetTalk } = await import('./reset.ts');
      await resetTalk(settingsOf(command));
    });
}
