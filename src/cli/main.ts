import { quietOnBrokenPipe } from './terminal/output/broken-pipe.ts';
import { exitCodeOf } from './errors.ts';
import { translator } from '../messages/index.ts';
import { spokenLanguage } from './language/locale.ts';
import { buildProgram, VersionRequested } from './program.ts';

quietOnBrokenPipe();
const words = process.argv.slice(2);
const language = spokenLanguage(words, process.env);
const translate = translator(language);
const program = buildProgram(translate);
try {
  if (words.length === 0) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  if (error instanceof VersionRequested)
    process.stdout.write(await (await import('./commands/version/run.ts')).versionReport(translate));
  else process.exitCode = await exitCodeOf(error, translate);
}
