import type { Command } from 'commander';
import { buildProgram } from '../../../src/cli/program.ts';
import type { Translate } from '../../../src/messages/index.ts';

/** Every command there is, hidden or not. */
export function commandsIn(translate: Translate): Command[] {
  return withChildren(buildProgram(translate));
}

function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)];
}

export function helpOf(command: Command, width = 80): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => width });
  command.outputHelp();
  return help;
}
