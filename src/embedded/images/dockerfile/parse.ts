/** Parses a Dockerfile into stages and instructions; errors have a file and a line. */
import { DockerfileParser } from 'dockerfile-ast';
import type { Instruction as AstInstruction, ModifiableInstruction } from 'dockerfile-ast';
import { UserError } from '../../../errors/user-error.ts';

export interface Flag {
  name: string;
  value: string;
}

export interface Instruction {
  keyword: string;
  /** 1-based, first and last. */
  line: number;
  endLine: number;
  flags: Flag[];
  /** The text after keyword and flags: continuation lines joined, comments removed. */
  args: string;
  /** The strings of the exec form, if the arguments are a JSON array. */
  json?: string[];
}

export interface Stage {
  /** The name after AS, or its index as text. */
  name: string;
  index: number;
  from: Instruction;
  instructions: Instruction[];
}

export interface ParsedDockerfile {
  /** As given by the user. */
  file: string;
  text: string;
  escape: string;
  /** ARG before the first FROM. */
  globalArgs: Instruction[];
  stages: Stage[];
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** `file:line: what`, so that an editor can jump there. */
export function dockerfileError(
  file: string,
  instruction: Pick<Instruction, 'line'>,
  what: string,
  remedy: string,
): UserError {
  return new UserError(`${file}:${instruction.line}: ${what}`, remedy);
}

export function parseDockerfile(text: string, file: string): ParsedDockerfile {
  const ast = DockerfileParser.parse(text);
  const escape = ast.getEscapeCharacter();
  const parsed: ParsedDockerfile = { file, text, escape, globalArgs: [], stages: [] };
  for (const node of ast.getInstructions()) {
    const instruction = read(node, escape);
    check(instruction, node, file);
    if (instruction.keyword === 'FROM') parsed.stages.push(newStage(instruction, parsed, file));
    else if (parsed.stages.length > 0) parsed.stages.at(-1)?.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') parsed.globalArgs.push(instruction);
    else throw dockerfileError(file, instruction, 'no build stage in current context', 'Begin with FROM.');
  }
  if (parsed.stages.length === 0) {
    throw new UserError(
      `${file}:1: file with no instructions`,
      'Write at least FROM, e.g. FROM node:24-slim',
    );
  }
  return parsed;
}

function read(node: AstInstruction, escape: string): Instruction {
  const range = node.getRange();
  const args = joinLines(node.getRawArgumentsContent() ?? '', escape);
  const flags = (node as Partial<ModifiableInstruction>).getFlags?.() ?? [];
  const json = jsonStrings(args);
  return {
    keyword: node.getKeyword(),
    line: range.start.line + 1,
    endLine: range.end.line + 1,
    flags: flags.map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? '' })),
    args,
    ...(json && { json }),
  };
}

function joinLines(raw: string, escape: string): string {
  return raw
    .split(/\r?\n/)
    .filter((line, index) => index === 0 || !/^\s*(#|$)/.test(line))
    .map((line) => (line.trimEnd().endsWith(escape) ? line.trimEnd().slice(0, -1) : line))
    .join('')
    .trim();
}

/** The exec form. As in Docker, an array with single quotes is the shell form. */
function jsonStrings(args: string): string[] | undefined {
  if (!args.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(args);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function check(instruction: Instruction, node: AstInstruction, file: string): void {
  const { keyword } = instruction;
  if (!known.has(keyword)) {
    throw dockerfileError(
      file,
      instruction,
      `unknown instruction: ${keyword}`,
      `Instructions are: ${[...known].join(', ')}`,
    );
  }
  if (instruction.args === '') {
    throw dockerfileError(
      file,
      instruction,
      `${keyword} requires at least one argument`,
      `Complete it or remove it.`,
    );
  }
  const heredocs = (node as unknown as { getHeredocs?: () => unknown[] }).getHeredocs?.() ?? [];
  if (heredocs.length > 0) {
    throw dockerfileError(
      file,
      instruction,
      `here-documents (<<) in ${keyword} are not supported by the embedded stage`,
      keyword === 'RUN'
        ? 'Join the commands with &&.'
        : 'Put the text into a file of the build context and COPY it.',
    );
  }
  if (keyword === 'ONBUILD') {
    throw dockerfileError(
      file,
      instruction,
      'ONBUILD triggers are not supported by the embedded stage',
      'Write the instruction into the Dockerfile that builds on this image.',
    );
  }
}

function newStage(from: Instruction, parsed: ParsedDockerfile, file: string): Stage {
  const index = parsed.stages.length;
  const words = from.args.split(/\s+/);
  const [, as, name] = words;
  if (words.length !== 1 && !(words.length === 3 && as?.toUpperCase() === 'AS')) {
    throw dockerfileError(
      file,
      from,
      'FROM requires either one or three arguments',
      'Write FROM IMAGE [AS NAME].',
    );
  }
  return { name: name?.toLowerCase() ?? String(index), index, from, instructions: [] };
}
