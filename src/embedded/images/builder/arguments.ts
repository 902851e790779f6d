/** Expands the variables in an instruction's arguments. */
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { expandWord, splitWords } from '../dockerfile/words.ts';
import type { Build, StageState } from './state.ts';

type Scope = Pick<StageState, 'args' | 'config'>;

/** ENV wins over ARG, as in Docker. */
const variables = (scope: Scope) => ({ ...scope.args, ...scope.config.env });

export function expand(build: Build, scope: Scope, instruction: Instruction, text: string): string {
  try {
    return expandWord(text, variables(scope), build.parsed.escape);
  } catch (error) {
    throw dockerfileError(
      build.parsed.file,
      instruction,
      `failed to process "${text}": ${(error as Error).message}`,
      'Correct the quotes and braces.',
    );
  }
}

/** The exec form's strings or the words, expanded. */
export function expandArguments(build: Build, scope: Scope, instruction: Instruction): string[] {
  if (instruction.json) return instruction.json.map((text) => expandPlain(build, scope, instruction, text));
  return splitWords(instruction.args, build.parsed.escape).map((word) =>
    expand(build, scope, instruction, word),
  );
}

/** Strings of the exec form: quotes in them are literal. */
function expandPlain(build: Build, scope: Scope, instruction: Instruction, text: string): string {
  return text.includes('$') ? expand(build, scope, instruction, text) : text;
}

export function expandFlag(
  build: Build,
  scope: Scope,
  instruction: Instruction,
  name: string,
): string | undefined {
  const flag = instruction.flags.find((each) => each.name === name);
  return flag && expand(build, scope, instruction, flag.value);
}

/** `NAME=value …`, each value expanded with the scope before the instruction; also the old `NAME value`. */
export function expandPairs(build: Build, scope: Scope, instruction: Instruction): [string, string][] {
  const words = splitWords(instruction.args, build.parsed.escape);
  if (instruction.keyword !== 'ARG' && !words[0]?.includes('=')) {
    const [name = '', ...rest] = instruction.args.split(/\s+/);
    if (rest.length === 0) {
      throw dockerfileError(
        build.parsed.file,
        instruction,
        `${instruction.keyword} must have two arguments`,
        `Write ${instruction.keyword} ${name}=VALUE.`,
      );
    }
    return [[name, expand(build, scope, instruction, instruction.args.slice(name.length).trim())]];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at <= 0) {
      throw dockerfileError(
        build.parsed.file,
        instruction,
        `Syntax error - can't find = in "${word}". Must be of the form: name=value`,
        'Quote values that contain blanks.',
      );
    }
    const name = expand(build, scope, instruction, word.slice(0, at));
    return [name, expand(build, scope, instruction, word.slice(at + 1))];
  });
}
