import { CommanderError } from 'commander';
import { quietOnBrokenPipe } from './terminal/output/broken-pipe.ts';
import { exitCodeOf } from './errors.ts';
import { translator } from '../messages/index.ts';
import { spokenLanguage } from './language/locale.ts';
import { buildProgram, VersionRequested } from './program.ts';

/** Nothing awaits at the top of an entry point: in the bundle it is CommonJS, which cannot. */
async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const language = spokenLanguage(words, process.env);
  const translate = translator(language);
  const program = buildProgram(translate);
  // Not for help, which needs none of the streams: to load them takes long.
  program.hook('preAction', quietOnBrokenPipe);
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    quietOnBrokenPipe();
    if (error instanceof VersionRequested)
      process.stdout.write(await (await import('./commands/version/run.ts')).versionReport(translate));
    else process.exitCode = await exitCodeOf(error, translate);
  }
}

void main();
