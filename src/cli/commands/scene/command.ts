import { Option } from 'commander';
import type { Command } from 'commander';
import type { PlayOptions } from './next.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  const scene = program.command('scene').description('play the talk, scene by scene');
  scene
    .command('list')
    .description('list the scenes, and where the talk is')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }, command: Command) => {
      const { listScenes } = await import('./list.ts');
      await listScenes(settingsOf(command), options);
    });
  scene
    .command('show <id>')
    .description('print the script of a scene')
    .option('--notes', "with the speaker's notes")
    .action(async (id: string, options: { notes?: boolean }, command: Command) => {
      const { showScene } = await import('./show.ts');
      await showScene(id, settingsOf(command), options);
    });
  scene
    .command('next')
    .description('play the next scene, or go on in the one that was left')
    .option('-y, --yes', 'play unattended')
    .addOption(
      new Option(
        '--type <how>',
        'commands are typed by themselves, by your random key presses, or not at all',
      )
        .choices(['auto', 'keys', 'none'])
        .default('auto'),
    )
    .option('--no-typing', 'the same as --type none')
    .action(async (options: PlayOptions, command: Command) => {
      const { playNext } = await import('./next.ts');
      await playNext(settingsOf(command), options);
    });
  scene
    .command('goto <id>')
    .description('bring the world to the start of a scene')
    .action(async (id: string, _options: object, command: Command) => {
      const { goTo } = await import('./goto.ts');
      await goTo(id, settingsOf(command));
    });
  scene
    .command('reset')
    .description('end the talk, clear the stage and begin anew')
    .action(async (_options: object, command: Command) => {
      const { resetTalk } = await import('./reset.ts');
      await resetTalk(settingsOf(command));
    });
}
