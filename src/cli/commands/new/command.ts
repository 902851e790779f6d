import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  program
    .command('new <name>')
    .description('write a small talk of your own to start from, into a folder of that name')
    .action(async (name: string, _options: object, command: Command) => {
      const { newTalk } = await import('./run.ts');
      await newTalk(name, settingsOf(command));
    });
}
