/** Types a step's script into its terminal, line by line, as a person would. */
import { setTimeout as delay } from 'node:timers/promises';
import { EXPECTED, GOT } from '../../../messages/index.ts';
import type { ScriptEntry } from '../../format/scene.ts';
import { shownOutput } from '../expectations.ts';
import type { Failure } from '../expectations.ts';
import type { Heard } from './heard.ts';
import type { Typist } from './step-terminal.ts';

/** A program that has printed nothing for so long waits for input, in milliseconds. */
const QUIET_MS = 80;
/** But no program is waited for longer than this. */
const PATIENCE_MS = 1_000;

export interface ScriptTerminal {
  type(data: string): void;
  output(): string;
}

/** @param typist a person at the keyboard; without one all is typed at once @param signal the command has ended
 * @returns what was waited for and did not come */
export async function runScript(
  script: readonly ScriptEntry[],
  terminal: ScriptTerminal,
  heard: Heard,
  signal: AbortSignal,
  typist?: Typist,
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
      if (typist && !(await typist.beforeSend(entry, signal))) return undefined;
      // What is typed while a program is about to read may be lost.
      await heard.quiet(QUIET_MS, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
      if (signal.aborted) return undefined;
      await typeLine(entry.data, terminal, typist);
      await skipEcho(entry.data, heard, signal);
    }
    if (signal.aborted) return undefined;
  }
  return undefined;
}

async function typeLine(data: string, terminal: ScriptTerminal, typist: Typist | undefined): Promise<void> {
  const write = (part: string) => terminal.type(part);
  if (typist) await typist.type(data, write);
  else write(data);
}

/** A terminal shows what is typed: what is waited for next is what comes of it. A password is not shown. */
async function skipEcho(data: string, heard: Heard, signal: AbortSignal): Promise<void> {
  const text = data.replace(/\r$/, '');
  if (text === '' || text === data) return;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  await heard.take(text, limit).catch(() => {});
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
