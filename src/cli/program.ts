/** The whole command line. Only what `--help` needs is loaded here; the commands load their own `run.ts`. */
import { register as registerCompletion } from './commands/completion/command.ts';
import { register as registerDashboard } from './commands/dashboard/command.ts';
import { register as registerDoctor } from './commands/doctor/command.ts';
import { addHelpBelow } from './help/help-below.ts';
import { register as registerGraph } from './commands/graph/command.ts';
import { helpIn } from './help/help.ts';
import { helpOutput } from './help/help-output.ts';
import { Command, Option } from './help/command.ts';
import { COMMANDS, LANGUAGES, OPTIONS, VALUES } from '../messages/index.ts';
import type { Translate } from '../messages/index.ts';
import { register as registerLoad } from './commands/load/command.ts';
import { register as registerNotes } from './commands/notes/command.ts';
import { register as registerOperator } from './commands/operator/command.ts';
import { register as registerLint } from './commands/lint/command.ts';
import { register as registerNew } from './commands/new/command.ts';
import { register as registerRehearse } from './commands/rehearse/command.ts';
import { register as registerScene } from './commands/scene/command.ts';
import { STAGES } from './settings.ts';
import { register as registerStage } from './commands/stage/command.ts';

/** Thrown while parsing, since the report is asynchronous. */
export class VersionRequested extends Error {}

/** @param translate to the user's language, for help; usage errors are thrown as a `UserError` */
export function buildProgram(translate: Translate): Command {
  const program = new Command('pycont');
  program
    .description(translate(COMMANDS.pycont))
    .option('-V, --version', translate(OPTIONS.version))
    .addOption(
      new Option(`--stage <${translate(VALUES.name)}>`, translate(OPTIONS.stage))
        .choices(STAGES)
        .default('auto'),
    )
    .option(`--context <${translate(VALUES.name)}>`, translate(OPTIONS.context))
    .option('--yes', translate(OPTIONS.confirmContext))
    .addOption(
      new Option(`--registry <${translate(VALUES.hostPort)}>`, translate(OPTIONS.registry)).env(
        'PYCONT_REGISTRY',
      ),
    )
    .option(`--scenes <${translate(VALUES.dir)}>`, translate(OPTIONS.scenes))
    .addOption(
      new Option(`--lang <${translate(VALUES.language)}>`, translate(OPTIONS.lang)).choices(LANGUAGES),
    )
    .helpOption('-h, --help', translate(OPTIONS.help))
    .helpCommand(`help [${translate(VALUES.command)}]`, translate(COMMANDS.help))
    .configureHelp(helpIn(translate))
    .configureOutput(helpOutput())
    .exitOverride()
    .on('option:version', () => {
      throw new VersionRequested();
    });
  for (const register of [
    registerScene,
    registerNotes,
    registerRehearse,
    registerStage,
    registerLoad,
    registerGraph,
    registerDashboard,
    registerOperator,
    registerDoctor,
    registerNew,
    registerLint,
    registerCompletion,
  ])
    register(program, translate);
  addHelpBelow(program, translate);
  return program;
}
