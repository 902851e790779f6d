/** `pycont operator …` alone, as a process of its own. */
import { register } from '../../../src/cli/commands/operator/command.ts';
import { Command } from '../../../src/cli/help/command.ts';
import { translator } from '../../../src/messages/index.ts';

const program = new Command('pycont').option('--context <name>');
register(program, translator('en'));
try {
  await program.parseAsync();
} catch (error) {
  const { message, remedy, exitCode } = error as Error & { remedy?: string; exitCode?: number };
  if (remedy === undefined) throw error;
  process.stderr.write(`${message}\n→ ${remedy}\n`);
  process.exitCode = exitCode ?? 1;
}
