import type { Command } from '../../help/command.ts';
import { COMMANDS, OPTIONS, VALUES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { settingsOf } from '../../settings.ts';

export function register(program: Command, translate: Translate): void {
  program
    .command('stage')
    .description(translate(COMMANDS.stage))
    .subcommands((stage) => addTo(stage, translate));
}

function addTo(stage: Command, translate: Translate): void {
  const work = () => import('./run.ts');
  stage
    .command('up')
    .description(translate(COMMANDS.stageUp))
    .action(async (_options: object, command: Command) => (await work()).stageUp(settingsOf(command)));
  stage
    .command('prepare')
    .description(translate(COMMANDS.stagePrepare))
    .action(async (_options: object, command: Command) => {
      const { prepareStage } = await import('./prepare.ts');
      await prepareStage(settingsOf(command));
    });
  stage
    .command('down')
    .description(translate(COMMANDS.stageDown))
    .action(async (_options: object, command: Command) => (await work()).stageDown(settingsOf(command)));
  stage
    .command('status')
    .description(translate(COMMANDS.stageStatus))
    .option('--json', translate(OPTIONS.json))
    .action(async (options: { json?: boolean }, command: Command) =>
      (await work()).stageStatus(settingsOf(command), options),
    );
  stage
    .command('env')
    .description(translate(COMMANDS.stageEnv))
    .action(async (_options: object, command: Command) => (await work()).stageEnv(settingsOf(command)));
  stage
    .command('switch')
    .argument(`<${translate(VALUES.stage)}>`)
    .description(translate(COMMANDS.stageSwitch))
    .action(async (name: string, _options: object, command: Command) => {
      const { switchTo } = await import('./switch.ts');
      await switchTo(name, settingsOf(command));
    });
  stage
    .command('push', { hidden: true })
    .argument('<image>')
    .description(translate(COMMANDS.stagePush))
    .action(async (image: string, _options: object, command: Command) =>
      (await work()).stagePush(settingsOf(command), image),
    );
  stage
    .command('logs')
    .description(translate(COMMANDS.stageLogs))
    .option(`-n, --lines <${translate(VALUES.count)}>`, translate(OPTIONS.lines), Number)
    .action(async (options: { lines?: number }, command: Command) =>
      (await work()).stageLogs(settingsOf(command), options),
    );
}
