import { Argument } from '../../help/command.ts';
import type { Command } from '../../help/command.ts';
import { COMMANDS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

export function register(program: Command, translate: Translate): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .description(translate(COMMANDS.completion))
    .action(async (shell: string) => {
      const { completionScript } = await import('./scripts.ts');
      process.stdout.write(completionScript(shell));
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (words: string[]) => {
      const { candidates } = await import('./candidates.ts');
      const lines = await candidates(program, words);
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    });
}
