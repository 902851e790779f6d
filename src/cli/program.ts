/** The command line as a whole. Only what `--help` needs is loaded here; the commands load their own work. */
import { Command, Option } from 'commander';
import { register as registerCompletion } from './commands/completion/command.ts';
import { register as registerDoctor } from './commands/doctor/command.ts';
import { addHelpBelow } from './help/help-below.ts';
import { register as registerGraph } from './commands/graph/command.ts';
import { helpIn } from './help/help.ts';
import { LANGUAGES } from '../messages/index.ts';
import { inEnglish } from './language/tell.ts';
import type { Tell } from './language/tell.ts';
import { register as registerLoad } from './commands/load/command.ts';
import { register as registerNotes } from './commands/notes/command.ts';
import { register as registerOperator } from './commands/operator/command.ts';
import { register as registerLint } from './commands/lint/command.ts';
import { register as registerNew } from './commands/new/command.ts';
import { register as registerRehearse } from './commands/rehearse/command.ts';
import { register as registerScene } from './commands/scene/command.ts';
import { STAGES } from './settings.ts';
import { register as registerStage } from './commands/stage/command.ts';
import { usageError } from './help/usage-error.ts';

/** Thrown while the words are parsed: the report takes longer than parsing can wait. */
export class VersionAsked extends Error {}

/** @param tell tells help and mistakes in a person's language */
export function buildProgram(tell: Tell = inEnglish): Command {
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
      new Option(
        '--lang <language>',
        'language of the talk and of pycont (default: as the locale says)',
      ).choices(LANGUAGES),
    )
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp(helpIn(tell))
    .configureOutput({ outputError: (text, write) => write(usageError(text, tell)) })
    .showSuggestionAfterError()
    .exitOverride()
    .on('option:version', () => {
      throw new VersionAsked();
    });
  for (const register of [
    registerScene,
    registerNotes,
    registerRehearse,
    registerStage,
    registerLoad,
    registerGraph,
    registerOperator,
    registerDoctor,
    registerNew,
    registerLint,
    registerCompletion,
  ])
    register(program);
  addHelpBelow(program, tell);
  return program;
}
