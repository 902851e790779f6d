import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

/** For those who write a talk of their own. */
export function register(program: Command): void {
  program
    .command('new <name>')
    .description('write a small talk of your own to start from, into a folder of that name')
    .action(async (name: string, _options: object, command: Command) => {
      const { newTalk } = await import('./run.ts');
      await newTalk(name, settingsOf(command));
    });
  program
    .command('lint [dir]')
    .description('tell every mistake of a talk at once; exit code 2 when there is one')
    .action(async (directory: string | undefined, _options: object, command: Command) => {
      const { lint } = await import('../lint/run.ts');
      await lint(directory, settingsOf(command));
    });
}
