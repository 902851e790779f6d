/** Commander's help in the user's language. */
import { Help } from 'commander';
import type { Argument, Command, Option } from 'commander';
import { HELP, VALUES } from '../../messages/index.ts';
import type { Text, Translate } from '../../messages/index.ts';
import { commandsUpwards } from './command.ts';

/** By commander's titles. */
const TITLES: Record<string, Text> = {
  'Usage:': HELP.usage,
  'Arguments:': HELP.arguments,
  'Options:': HELP.options,
  'Global Options:': HELP.globalOptions,
  'Commands:': HELP.commands,
};

const NO_BREAK = /\u{A0}/gu;
/** Replaces a no-break space while commander wraps lines, since it breaks at those, too. */
const PLACEHOLDER = '\u{E000}';

const plain = new Help();

export function helpIn(translate: Translate): Partial<Help> {
  const optional = (name: string) => `[${name}]`;
  const argumentsOf = ({ registeredArguments }: Command) =>
    registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : optional(name);
    });
  const options = optional(translate(VALUES.options));
  const described = (description: string, added: Text[]) =>
    [description, added.length > 0 && `(${added.map(translate).join(', ')})`].filter(Boolean).join(' ');
  return {
    showGlobalOptions: true,
    styleTitle: (title) => translate(TITLES[title] ?? title),
    commandUsage: (command) =>
      [
        ...commandsUpwards(command)
          .map((each) => each.name())
          .reverse(),
        options,
        ...(command.commands.length > 0 ? [optional(translate(VALUES.command))] : []),
        ...argumentsOf(command),
      ].join(' '),
    subcommandTerm: (command) =>
      [command.name(), ...(command.options.length > 0 ? [options] : []), ...argumentsOf(command)].join(' '),
    argumentDescription: (argument) =>
      described(argument.description, [...choices(argument), ...preset(argument)]),
    optionDescription: (option) => {
      const value = option.required || option.optional ? preset(option) : [];
      const env = option.envVar ? [HELP.env({ variable: option.envVar })] : [];
      return described(option.description, [...choices(option), ...value, ...env]);
    },
    boxWrap: (text, width) =>
      plain.boxWrap(text.replace(NO_BREAK, PLACEHOLDER), width).replaceAll(PLACEHOLDER, '\u{A0}'),
  };
}

function choices({ argChoices }: Option | Argument): Text[] {
  return argChoices
    ? [HELP.choices({ choices: argChoices.map((each) => JSON.stringify(each)).join(', ') })]
    : [];
}

function preset({ defaultValue, defaultValueDescription }: Option | Argument): Text[] {
  if (defaultValue === undefined) return [];
  return [HELP.default({ value: defaultValueDescription ?? JSON.stringify(defaultValue) })];
}
