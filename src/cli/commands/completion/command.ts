import { Argument } from 'commander';
import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

export function register(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .description('print what lets your shell complete pycont: source <(pycont completion bash)')
    .action(async (shell: string) => {
      const { completionScript } = await import('./scripts.ts');
      process.stdout.write(completionScript(shell));
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (words: string[], _options: object, command: Command) => {
      const { candidates } = await import('./candidates.ts');
      const { tellIn } = await import('../../language/sentences.ts');
      const lines = await candidates(program, words, tellIn(settingsOf(command).language));
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    });
}
