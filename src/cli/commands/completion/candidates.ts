/** Completions of the last word, one on each line: the word, a tab, its description. */
import { resolve } from 'node:path';
import type { Command, Option } from 'commander';
import { homeFolder } from '../../../system/home-folder.ts';

/** Commands whose argument is a scene, and options that take one. */
const SCENE_COMMANDS = ['goto', 'show'];

export async function candidates(program: Command, words: readonly string[]): Promise<string[]> {
  const current = words.at(-1) ?? '';
  const { command, before } = walk(program, words.slice(0, -1));
  const option = optionOf(program, command, before);
  const scenes = async () => (await import('./scene-ids.ts')).sceneIds(program, folderIn(words));
  const all = option ? await valuesOf(option, scenes) : await namesOf(program, command, current, scenes);
  return all.filter((line) => line.startsWith(current));
}

function walk(program: Command, words: readonly string[]): { command: Command; before: string } {
  let command = program;
  for (const word of words) command = command.commands.find((each) => each.name() === word) ?? command;
  return { command, before: words.at(-1) ?? '' };
}

function optionsOf(program: Command, command: Command): Option[] {
  return [...new Set([...command.options, ...program.options])].filter(({ hidden }) => !hidden);
}

function optionOf(program: Command, command: Command, before: string): Option | undefined {
  return optionsOf(program, command).find(
    ({ long, short, required }) => required && (before === long || before === short),
  );
}

async function valuesOf({ argChoices, long }: Option, scenes: () => Promise<string[]>): Promise<string[]> {
  if (long === '--scene') return scenes();
  return argChoices ?? [];
}

async function namesOf(
  program: Command,
  command: Command,
  current: string,
  scenes: () => Promise<string[]>,
): Promise<string[]> {
  if (current.startsWith('-')) {
    return optionsOf(program, command).map(({ long, description }) => `${long}\t${description}`);
  }
  const commands = command.createHelp().visibleCommands(command);
  if (command.commands.length > 0) return commands.map((each) => `${each.name()}\t${each.description()}`);
  if (SCENE_COMMANDS.includes(command.name())) return scenes();
  return command.registeredArguments[0]?.argChoices ?? [];
}

/** The folder of the talk in the command line, which may have quotes and a tilde. */
function folderIn(words: readonly string[]): string | undefined {
  // In bash an equals sign is a separate word.
  const parts = words.flatMap((word) =>
    word.startsWith('--scenes=') ? ['--scenes', word.slice(9)] : [word],
  );
  const at = parts.lastIndexOf('--scenes');
  const typed = at === -1 ? undefined : parts[parts[at + 1] === '=' ? at + 2 : at + 1];
  const folder = typed?.replace(/^~(?=\/)/, homeFolder() ?? '~').replace(/\\(.)|["']/g, '$1');
  return folder ? resolve(folder) : undefined;
}
