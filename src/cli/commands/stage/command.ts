import type { Command } from 'commander';
import { settingsOf } from '../../settings.ts';

export function register(program: Command): void {
  const stage = program.command('stage').description('start, stop and inspect the stage');
  const work = () => import('./run.ts');
  stage
    .command('up')
    .description('start the stage')
    .action(async (_options: object, command: Command) => (await work()).stageUp(settingsOf(command)));
  stage
    .command('prepare')
    .description('pull and build ahead what the talk would pull and build on stage')
    .action(async (_options: object, command: Command) => {
      const { prepareStage } = await import('./prepare.ts');
      await prepareStage(settingsOf(command));
    });
  stage
    .command('down')
    .description('stop the stage and all that runs on it')
    .action(async (_options: object, command: Command) => (await work()).stageDown(settingsOf(command)));
  stage
    .command('status')
    .description('say whether the stage is up, and what is where; exit code 3 when it is down')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }, command: Command) =>
      (await work()).stageStatus(settingsOf(command), options),
    );
  stage
    .command('env')
    .description('print the stage\'s environment for a shell: eval "$(pycont stage env)"')
    .action(async (_options: object, command: Command) => (await work()).stageEnv(settingsOf(command)));
  stage
    .command('switch <stage>')
    .description('go on with the talk on another stage, at the start of the current scene')
    .action(async (name: string, _options: object, command: Command) => {
      const { switchTo } = await import('./switch.ts');
      await switchTo(name, settingsOf(command));
    });
  stage
    .command('push <image>', { hidden: true })
    .description('bring an image of the engine to where the cluster looks for it')
    .action(async (image: string, _options: object, command: Command) =>
      (await work()).stagePush(settingsOf(command), image),
    );
  stage
    .command('logs')
    .description("print the stage's own log")
    .option('-n, --lines <count>', 'only the last lines', Number)
    .action(async (options: { lines?: number }, command: Command) =>
      (await work()).stageLogs(settingsOf(command), options),
    );
}
