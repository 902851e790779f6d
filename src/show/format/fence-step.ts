/** What a fenced block means: a step, or code to show. */
import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import { EXPECTATIONS, parseExpectation } from './expectation-attributes.ts';
import type { Attribute, Info } from './info-string.ts';
import { suggestion } from './suggestion.ts';
import { SceneError } from './scene-error.ts';
import type { CommandStep, Expectation, FixStep, StopStep } from './scene.ts';

export interface Fence {
  info: Info;
  body: string;
  /** Line of the opening fence, and the column of its first backtick; from 1. */
  line: number;
  column: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
/** Timers of some weeks end at once. */
/** What Linux takes as one argument. */
const LONGEST_COMMAND = 128 * 1024;

const FLAGS = ['background', 'interactive', 'until', 'look', 'wait', 'passing'];
const KNOWN: Record<string, string[]> = {
  sh: ['name', 'timeout', ...FLAGS, ...EXPECTATIONS],
  diff: ['name', 'fix', 'timeout'],
  stop: ['name', 'timeout', ...EXPECTATIONS],
};

/** A step as its block says it, before the scene gives it an id. */
export type Draft<T> = Omit<T, 'id' | 'notes' | 'name'> & { name: string | undefined };
export type StepDraft = Draft<CommandStep> | Draft<FixStep> | Draft<StopStep>;

/** @returns undefined for a block that is only shown */
export function stepFromFence(fence: Fence, file: string): StepDraft | undefined {
  const known = KNOWN[fence.info.language];
  if (!known) return undefined;
  const read = readAttributes(fence, known, file);
  const base = {
    position: { line: fence.line, column: fence.column },
    name: read.name,
    timeoutMs: read.timeoutMs,
  };
  if (fence.info.language === 'sh') return commandStep(fence, read, base, file);
  if (fence.info.language === 'diff') {
    return { kind: 'fix', ...base, patch: read.fix ?? 'fix.patch', shown: fence.body };
  }
  const background = read.name ?? fence.body.trim();
  if (!background) {
    throw new SceneError(
      file,
      base.position,
      'the stop block does not say what ends',
      'Write stop name=load',
    );
  }
  return { kind: 'stop', ...base, name: undefined, background, expectations: read.expectations };
}

type Base = Pick<Draft<CommandStep>, 'position' | 'name' | 'timeoutMs'>;

function commandStep(fence: Fence, read: Read, base: Base, file: string): Draft<CommandStep> {
  const wrong = (problem: string, remedy: string, column = fence.column) =>
    new SceneError(file, { line: fence.line, column }, problem, remedy);
  const flag = (name: string) => read.flags.has(name);
  const at = (name: string) => fence.info.attributes.find((attribute) => attribute.name === name)?.column;
  const reject = (kinds: string[], why: string, remedy: string) => {
    const found = read.expectations.find(({ kind }) => kinds.includes(kind));
    if (found) throw wrong(`${found.kind} cannot be expected ${why}`, remedy, at(found.kind));
  };

  if (fence.body.trim() === '') throw wrong('the sh block is empty', 'Write the command to run in it');
  if (Buffer.byteLength(fence.body) >= LONGEST_COMMAND)
    throw wrong('the command is longer than the 128 kB that Linux takes', 'Shorten it');
  if (read.expectations.length === 0) {
    throw wrong(
      'the step expects nothing',
      `Say what it must cause, for example exit=0; there are: ${EXPECTATIONS.join(', ')}`,
    );
  }
  if (flag('background')) {
    if (!read.name)
      throw wrong('a background step has no name', 'Give it one, for example name=load', at('background'));
    if (flag('until') || flag('interactive')) {
      throw wrong(
        'a background step cannot be until or interactive',
        'Leave one of them out',
        at('background'),
      );
    }
    const after = 'Expect it where the step ends: stop name=… duration="<1s"';
    reject(['empty', 'duration'], 'of a step that goes on in the background', after);
  }
  if (flag('interactive')) {
    if (flag('until')) throw wrong('an interactive step cannot be repeated', 'Leave out until', at('until'));
    reject(
      ['contains', 'matches', 'excludes', 'empty'],
      'of an interactive step: its output goes to the terminal',
      'Use exit=0 or check="…"',
    );
  }
  const other = ['look', 'background', 'interactive'].find(flag);
  if (flag('wait') && other)
    throw wrong(`a step that waits cannot be ${other}`, 'Leave one of them out', at('wait'));
  return {
    kind: 'command',
    ...base,
    command: fence.body,
    expectations: read.expectations,
    background: flag('background'),
    interactive: flag('interactive'),
    until: flag('until'),
    look: flag('look'),
    wait: flag('wait'),
    passing: flag('passing'),
  };
}

interface Read {
  name: string | undefined;
  fix: string | undefined;
  timeoutMs: number;
  flags: Set<string>;
  expectations: Expectation[];
}

const REPEATABLE = new Set(['contains', 'matches', 'excludes', 'duration', 'check']);

function readAttributes(fence: Fence, known: string[], file: string): Read {
  const read: Read = {
    name: undefined,
    fix: undefined,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    flags: new Set(),
    expectations: [],
  };
  const seen = new Set<string>();
  for (const attribute of fence.info.attributes) {
    const { name, value, column } = attribute;
    const wrong = (problem: Text, remedy: Text, at = column) =>
      new SceneError(file, { line: fence.line, column: at }, problem, remedy);
    if (!known.includes(name)) {
      throw wrong(`'${name}' is no attribute of a ${fence.info.language} block`, suggestion(name, known));
    }
    if (seen.has(name) && !REPEATABLE.has(name)) throw wrong(`${name} is given twice`, 'Keep one of the two');
    seen.add(name);
    const expectation = parseExpectation(attribute, file, fence.line);
    if (expectation) read.expectations.push(expectation);
    else if (FLAGS.includes(name)) readFlag(attribute, read, wrong);
    else if (!value) throw wrong(`${name} needs a value`, `Write ${name}=…`);
    else if (name === 'timeout') {
      read.timeoutMs = durationWithin(value, { least: '1ms', most: '24h' }, (problem, remedy) =>
        wrong(problem, remedy, attribute.valueColumn),
      );
    } else if (name === 'name') read.name = value;
    else read.fix = value;
  }
  return read;
}

function readFlag(
  { name, value }: Attribute,
  read: Read,
  wrong: (problem: string, remedy: string) => SceneError,
): void {
  if (value !== undefined) throw wrong(`${name} takes no value`, `Write it alone: ${name}`);
  read.flags.add(name);
}
