/** The command line as a whole. Only what `--help` needs is loaded here; the commands load their own work. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { packageRoot } from '../package-root.ts';
import { register as registerDoctor } from './doctor.ts';
import { register as registerGraph } from './graph.ts';
import { register as registerLoad } from './load.ts';
import { register as registerNotes } from './notes.ts';
import { register as registerOperator } from './operator.ts';
import { register as registerOwnTalk } from './own-talk.ts';
import { register as registerRehearse } from './rehearse.ts';
import { register as registerScene } from './scene.ts';
import { LANGUAGES, STAGES } from './settings.ts';
import { register as registerStage } from './stage.ts';
import { usageError } from './usage-error.ts';

export function buildProgram(): Command {
  const program = new Command('pycont');
  program
    .description('A conference talk on stage: self-operated apps in a cloud native world.')
    .version(version(), '-V, --version', 'print the version')
    .addOption(new Option('--stage <name>', 'where commands run').choices(STAGES).default('auto'))
    .option('--context <name>', 'kube context of the cluster stage')
    .option('--yes', 'use the context named by --context even where it is not plainly a throw-away one')
    .option('--scenes <dir>', "folder of the talk (default: pycont's own)")
    .addOption(
      new Option('--lang <language>', 'language of the talk (default: as the locale says)').choices(
        LANGUAGES,
      ),
    )
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => title })
    .configureOutput({ outputError: (text, write) => write(usageError(text)) })
    .showSuggestionAfterError()
    .exitOverride();
  for (const register of [
    registerScene,
    registerNotes,
    registerRehearse,
    registerStage,
    registerLoad,
    registerGraph,
    registerOperator,
    registerDoctor,
    registerOwnTalk,
  ])
    register(program);
  return program.addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  pycont rehearse                 play the whole talk unattended and check every step
  pycont scene next               play the next scene, by Enter
  pycont notes                    in a second terminal: notes, clock, what comes next
  eval "$(pycont stage env)"      let kubectl and docker in this shell talk to the stage
  pycont scene reset              end the talk and begin anew`;

function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string })
    .version;
}
