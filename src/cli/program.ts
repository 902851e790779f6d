/** The command line as a whole. Only what `--help` needs is loaded here; the commands load their own work. */
import { Command, Option } from 'commander';
import { register as registerCompletion } from './completion.ts';
import { register as registerDoctor } from './doctor.ts';
import { addExamples } from './examples.ts';
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
    .option('-V, --version', 'print the versions of pycont and of what it runs on')
    .addOption(new Option('--stage <name>', 'where commands run').choices(STAGES).default('auto'))
    .option('--context <name>', 'kube context of the cluster stage')
    .option('--yes', 'use the context named by --context even where it is not plainly a throw-away one')
    .addOption(
      new Option(
        '--registry <host:port>',
        'bring images to the cluster through this registry, which the engine and the nodes know',
      ).env('PYCONT_REGISTRY'),
    )
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
    registerCompletion,
  ])
    register(program);
  addExamples(program);
  return program;
}
