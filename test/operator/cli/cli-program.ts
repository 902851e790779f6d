/** `pycont operator …` alone, as a process of its own. */
import { Command } from 'commander';
import { register } from '../../../src/cli/commands/operator/command.ts';

const program = new Command('pycont').option('--context <name>');
register(program);
try {
  await program.parseAsync();
} catch (error) {
  const { message, remedy, exitCode } = error as Error & { remedy?: string; exitCode?: number };
  if (remedy === undefined) throw error;
  process.stderr.write(`${message}\n→ ${remedy}\n`);
  process.exitCode = exitCode ?? 1;
}
