/** Types a step's script into its terminal, line by line, as a person would. */
import { setTimeout as delay } from 'node:timers/promises';
import { EXPECTED, GOT } from '../../../messages/index.ts';
import type { ScriptEntry } from '../../format/step/script.ts';
import { shownOutput } from '../expectations.ts';
import type { Failure } from '../expectations.ts';
import type { Heard } from './heard.ts';

/** What a person has to do with it; nobody types at once. */
export interface Pace {
  /** Answers when it is time to type. @returns false when the person types from here on */
  beforeSend(entry: ScriptEntry): Promise<boolean>;
  /** Types a text out, at the speed of a person. */
  type(text: string, write: (part: string) => void): Promise<void>;
}

export interface ScriptTerminal {
  type(data: string): void;
  output(): string;
}

const NOBODY: Pace = {
  beforeSend: async () => true,
  type: async (text, write) => write(text),
};

/** @param signal the command has ended, or the show @returns what was waited for and did not come */
export async function runScript(
  script: readonly ScriptEntry[],
  terminal: ScriptTerminal,
  heard: Heard,
  signal: AbortSignal,
  pace: Pace = NOBODY,
): Promise<Failure | undefined> {
  for (const entry of script) {
    if (entry.kind === 'wait-time') await delay(entry.ms, undefined, { signal }).catch(() => {});
    else if (entry.kind === 'wait-for') {
      const limit = entry.timeoutMs === undefined ? [] : [AbortSignal.timeout(entry.timeoutMs)];
      const came = await heard.take(entry.text, AbortSignal.any([signal, ...limit])).then(
        () => true,
        () => false,
      );
      if (!came) return missing(entry, terminal);
    } else {
      if (!(await pace.beforeSend(entry))) return undefined;
      await pace.type(entry.data, (part) => terminal.type(part));
    }
    if (signal.aborted) return undefined;
  }
  return undefined;
}

function missing(entry: Extract<ScriptEntry, { kind: 'wait-for' }>, terminal: ScriptTerminal): Failure {
  const { text, timeoutMs, position } = entry;
  const expected = EXPECTED.shows({ text, line: position.line });
  const output = shownOutput(terminal.output()) || GOT.noOutput;
  return {
    expected: timeoutMs === undefined ? expected : EXPECTED.within({ what: expected, ms: timeoutMs }),
    got: output,
  };
}
