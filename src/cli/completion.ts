import { Argument, type Command } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'];

export function register(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .description('print what lets your shell complete pycont: source <(pycont completion bash)')
    .action(async (shell: string) => {
      const { completionScript } = await import('./completion-scripts.ts');
      process.stdout.write(completionScript(shell));
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (words: string[]) => {
      const { candidates } = await import('./completion-candidates.ts');
      process.stdout.write((await candidates(program, words)).map((line) => `${line}\n`).join(''));
    });
}
