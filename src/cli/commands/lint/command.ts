import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  program
    .command('lint [dir]')
    .description('tell every mistake of a talk at once; exit code 2 when there is one')
    .action(async (directory: string | undefined, _options: object, command: Command) => {
      const { lint } = await import('./run.ts');
      await lint(directory, settingsOf(command));
    });
}
