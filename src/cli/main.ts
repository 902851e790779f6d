import { quietOnBrokenPipe } from './broken-pipe.ts';
import { exitCodeOf } from './errors.ts';
import { buildProgram } from './program.ts';

quietOnBrokenPipe();
const program = buildProgram();
try {
  const words = process.argv.slice(2);
  if (words.length === 0) program.outputHelp();
  else if (words.length === 1 && ['--version', '-V'].includes(words[0]!))
    process.stdout.write(await (await import('./version.ts')).versionReport());
  else await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}
