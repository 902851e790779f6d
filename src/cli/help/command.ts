/**
 * Commander's commands, options and arguments, with errors in the user's language: they throw a `UserError` where
 * commander would print its own English. (Its types do not contain the methods that it calls then.)
 */
import * as commander from 'commander';
import { USAGE } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { nearest } from '../../system/nearest.ts';

/** Thrown by the parser of an option's value. */
export class InvalidValue extends Error {
  readonly why: Text;

  constructor(why: Text) {
    super(String(why));
    this.why = why;
  }
}

export class Command extends commander.Command {
  #anyOption = false;

  override createCommand(name?: string): Command {
    return new Command(name);
  }

  override createOption(flags: string, description?: string): Option {
    return new Option(flags, description);
  }

  override createArgument(name: string, description?: string): Argument {
    return new Argument(name, description);
  }

  /** @param add is called when somebody first asks for the subcommands: a list of the commands above them does not */
  subcommands(add: (command: this) => void): this {
    const { commands } = this;
    const define = (how: PropertyDescriptor) =>
      Object.defineProperty(this, 'commands', { configurable: true, ...how });
    define({
      get: () => {
        define({ value: commands });
        add(this);
        return commands;
      },
    });
    return this;
  }

  override allowUnknownOption(allow = true): this {
    this.#anyOption = allow;
    return super.allowUnknownOption(allow);
  }

  /** Any other error of commander, in its words. */
  override error(message: string): never {
    throw wrongUsage(message);
  }

  missingArgument(name: string): never {
    throw wrongUsage(USAGE.missingArgument({ name }));
  }

  optionMissingArgument({ flags }: commander.Option): never {
    throw wrongUsage(USAGE.missingValue({ flags }));
  }

  unknownOption(flag: string): void {
    if (this.#anyOption) return;
    const known = commandsUpwards(this).flatMap((command) => command.createHelp().visibleOptions(command));
    const names = known.flatMap(({ long }) => (long ? [long.slice(2)] : []));
    const near = flag.startsWith('--') ? nearest(flag.slice(2), names) : undefined;
    throw wrongUsage(USAGE.unknownOption({ flag }), near && `--${near}`);
  }

  unknownCommand(): never {
    const [name = ''] = this.args;
    const names = this.createHelp()
      .visibleCommands(this)
      .map((command) => command.name());
    throw wrongUsage(USAGE.unknownCommand({ name }), nearest(name, names));
  }

  _excessArguments(given: string[]): never {
    const expected = this.registeredArguments.length;
    throw wrongUsage(USAGE.tooManyArguments({ command: this.name(), expected, given }));
  }
}

/** The command and its parents, innermost first. */
export function commandsUpwards(command: commander.Command): commander.Command[] {
  return command.parent ? [command, ...commandsUpwards(command.parent)] : [command];
}

export class Option extends commander.Option {
  override argParser<T>(parse: (value: string, previous: T) => T): this {
    return super.argParser<T>((value, previous) =>
      explained(
        () => parse(value, previous),
        (why) => USAGE.invalidOption({ flags: this.flags, value, why }),
      ),
    );
  }

  override choices(values: readonly string[]): this {
    return super.choices(values).argParser((value) => oneOf(values, value));
  }
}

export class Argument extends commander.Argument {
  override choices(values: readonly string[]): this {
    return super.choices(values).argParser((value) =>
      explained(
        () => oneOf(values, value),
        (why) => USAGE.invalidArgument({ name: this.name(), value, why }),
      ),
    );
  }
}

function oneOf(choices: readonly string[], value: string): string {
  if (!choices.includes(value)) throw new InvalidValue(USAGE.choices({ choices }));
  return value;
}

function explained<T>(parse: () => T, message: (why: Text) => Text): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof InvalidValue ? wrongUsage(message(error.why)) : error;
  }
}

function wrongUsage(message: Text, near?: string): UserError {
  return new UserError(message, near ? USAGE.didYouMean({ name: near }) : USAGE.seeHelp, { exitCode: 2 });
}
