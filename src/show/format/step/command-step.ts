/** What a `sh` block does: its command, what is typed into it, and how it ends. */
import { SCRIPTS, STEPS } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { CommandStep, Ending, Expectation } from '../scene.ts';
import type { Report } from '../scene-error.ts';
import type { Read } from './attributes.ts';
import { EXPECTATIONS } from './expectation-attributes.ts';
import type { Draft, Fence } from './fence.ts';
import { sentBy } from './key-names.ts';
import { splitScript } from './script.ts';

/** The longest argument that Linux accepts. */
const LONGEST_COMMAND = 128 * 1024;
const CTRL_C = '\u0003';

type Base = Pick<Draft<CommandStep>, 'position' | 'name' | 'timeoutMs'>;
type Wrong = (problem: Text, remedy: Text, column?: number) => void;

export function commandStep(fence: Fence, read: Read, base: Base, report: Report): Draft<CommandStep> {
  const { attributes } = fence.info;
  const at = (name: string) => attributes.find((attribute) => attribute.name === name)?.column;
  const wrong: Wrong = (problem, remedy, column = fence.column) =>
    report({ line: fence.line, column }, problem, remedy);
  const flag = (name: string) => read.flags.has(name);
  const exclude = (name: string, others: readonly string[]) => {
    const other = others.find((each) => flag(each) || (each === 'ends' && read.ends));
    if (flag(name) && other) wrong(STEPS.notBoth({ name, other }), STEPS.leaveOneOut, at(name));
  };
  const reject = (kinds: string[], problem: (found: Expectation) => Text, remedy: Text) => {
    const found = read.expectations.find(({ kind }) => kinds.includes(kind));
    if (found) wrong(problem(found), remedy, at(found.kind));
  };

  const { command, script } = splitScript(fence.body, fence.line + 1, report);
  if (command.trim() === '') wrong(STEPS.empty, STEPS.writeCommand);
  if (Buffer.byteLength(command) >= LONGEST_COMMAND) wrong(STEPS.tooLong, STEPS.shorten);
  if (!attributes.some(({ name }) => EXPECTATIONS.includes(name)))
    wrong(STEPS.expectsNothing, STEPS.sayExpected({ names: EXPECTATIONS }));
  if (flag('background')) {
    if (!at('name')) wrong(STEPS.backgroundNoName, STEPS.giveName, at('background'));
    reject(['empty', 'duration'], STEPS.notOfBackground, STEPS.expectAtEnd);
  }
  exclude('background', ['until', 'interactive', 'tty', 'ends']);
  exclude('until', ['interactive', 'tty', 'ends']);
  exclude('wait', ['look', 'background', 'interactive', 'ends']);
  if (script.length > 0 && !flag('interactive'))
    report(script[0]!.position, SCRIPTS.onlyInteractive, SCRIPTS.addInteractive);
  return {
    kind: 'command',
    ...base,
    command,
    script,
    expectations: read.expectations,
    background: flag('background'),
    interactive: flag('interactive'),
    tty: flag('tty') || flag('interactive'),
    ends: ending(read, flag('tty') || flag('interactive'), at, wrong),
    beforeRetry: read.beforeRetry,
    until: flag('until'),
    look: flag('look'),
    wait: flag('wait'),
    passing: flag('passing'),
  };
}

function ending(
  { ends, afterMs, whenOutput }: Read,
  hasTerminal: boolean,
  at: (name: string) => number | undefined,
  wrong: Wrong,
): Ending | undefined {
  if (!ends?.value) {
    const name = ['after', 'when-output'].find((each) => at(each) !== undefined);
    if (name && at('ends') === undefined) wrong(SCRIPTS.endsMissing({ name }), SCRIPTS.addEnds, at(name));
    return undefined;
  }
  const data = sentBy(ends.value);
  if (data === undefined || (data !== CTRL_C && !hasTerminal)) {
    wrong(SCRIPTS.badEnd({ key: ends.value }), SCRIPTS.endWithCtrlC, ends.valueColumn);
    return undefined;
  }
  return { key: ends.value, data, afterMs, whenOutput };
}
