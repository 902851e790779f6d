import { quietOnBrokenPipe } from './broken-pipe.ts';
import { exitCodeOf } from './errors.ts';
import { buildProgram } from './program.ts';

quietOnBrokenPipe();
const program = buildProgram();
try {
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}
