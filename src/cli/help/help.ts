/** Commander's help, told in a person's language. */
import { Help } from 'commander';
import type { Argument, Option } from 'commander';
import { tellNames } from '../language/tell.ts';
import type { Tell } from '../language/tell.ts';

const english = new Help();

export function helpIn(tell: Tell): Partial<Help> {
  /** Commander adds choices and defaults to what is described. */
  const described = (what: Option | Argument, text: string) => {
    const added = text.slice(what.description.length);
    return tell(what.description) + added.replace(/\b(choices|default|env)(?=: )/g, tell.word);
  };
  return {
    showGlobalOptions: true,
    styleTitle: (title) => tell(title),
    commandUsage: (command) => tellNames(english.commandUsage(command), tell),
    commandDescription: (command) => tell(english.commandDescription(command)),
    subcommandTerm: (command) => tellNames(english.subcommandTerm(command), tell),
    subcommandDescription: (command) => tell(english.subcommandDescription(command)),
    argumentTerm: (argument) => tell.word(english.argumentTerm(argument)),
    argumentDescription: (argument) => described(argument, english.argumentDescription(argument)),
    optionTerm: (option) => tellNames(english.optionTerm(option), tell),
    optionDescription: (option) => described(option, english.optionDescription(option)),
  };
}
