/** Ends a command that would go on without end, when the step says so. */
import { setTimeout as delay } from 'node:timers/promises';
import { EXPECTED, GOT } from '../../messages/index.ts';
import type { CommandStep, Ending } from '../format/scene.ts';
import { judge, shownOutput } from './expectations.ts';
import type { Failure, Outcome } from './expectations.ts';
import type { RunningShell } from './running-shell.ts';

/** A shell loses a Ctrl-C that comes while one of its commands ends by itself: then it is pressed again, as people do. */
const PRESSES = 4;
const PRESS_MS = 1_500;
/** Output that comes piece by piece is looked at this often, in milliseconds. */
const PAUSE_MS = 50;

export interface Endless {
  shell: RunningShell & {
    type?(data: string): void;
    /** Resolves when what was printed so far is in its output. */
    settled?(): Promise<void>;
  };
  /** Resolves when nothing more will be typed into it. */
  typed: Promise<unknown>;
  /** A person is there, who ends it where the step does not say when. */
  attended: boolean;
  /** Resolves when more has been printed. */
  printed(): Promise<void>;
}

/** How it ended: by the key that the step names, by itself before that, or only when it was killed. */
export type EndedBy = 'key' | 'itself' | 'kill';

export async function endWhenDue(step: CommandStep, command: Endless): Promise<EndedBy> {
  const { ends } = step;
  if (!ends) return 'itself';
  const { shell, typed } = command;
  const over = new AbortController();
  const done = shell.done.then(
    () => over.abort(),
    () => over.abort(),
  );
  const began = performance.now();
  await Promise.race([typed, done]);
  await Promise.race([due(step, ends, began, command, over.signal), done]);
  if (over.signal.aborted) return 'itself';
  for (let presses = 0; presses < PRESSES && !over.signal.aborted; presses += 1) {
    if (shell.type) shell.type(ends.data);
    else shell.press();
    await Promise.race([done, delay(PRESS_MS, undefined, { signal: over.signal }).catch(() => {})]);
  }
  if (over.signal.aborted) return 'key';
  await shell.end();
  return 'kill';
}

async function due(
  step: CommandStep,
  { afterMs, whenOutput }: Ending,
  began: number,
  { shell, attended, printed }: Endless,
  over: AbortSignal,
): Promise<void> {
  const pause = (ms: number) => delay(ms, undefined, { signal: over }).catch(() => {});
  if (afterMs !== undefined) {
    const time = pause(began + afterMs - performance.now());
    if (whenOutput === undefined) return time;
    await Promise.race([time, until(() => shell.output().includes(whenOutput))]);
  } else if (whenOutput !== undefined) await until(() => shell.output().includes(whenOutput));
  // Where nothing says when, a person does.
  else if (attended) await new Promise(() => {});
  else await until(() => holds(step, shell.output()));

  async function until(isDue: () => boolean): Promise<void> {
    while (!over.aborted) {
      // Asked for before it is looked at: what comes meanwhile may be the last for long.
      const more = printed();
      await shell.settled?.();
      if (isDue()) return;
      await more;
      await pause(PAUSE_MS);
    }
  }
}

/** All that must be in the output is there. */
function holds({ expectations }: CommandStep, output: string): boolean {
  const wanted = expectations.filter(({ kind }) => kind === 'contains' || kind === 'matches');
  const outcome = { exitCode: 0, timedOut: false, interrupted: false, output, stdout: output, ms: 0 };
  return judge(wanted, outcome).length === 0;
}

/** @returns what is wrong with how it ended; its exit code is judged where the step names one */
export function endedAsWritten(step: CommandStep, outcome: Outcome, by: EndedBy): Failure | undefined {
  const { ends, expectations } = step;
  if (!ends || outcome.timedOut) return undefined;
  const output = shownOutput(outcome.output);
  if (by === 'kill') return { expected: EXPECTED.endsBy({ key: ends.key }), got: GOT.noEnd({ output }) };
  const namesCode = expectations.some(({ kind }) => kind === 'exit');
  if (by === 'key' || outcome.interrupted || namesCode) return undefined;
  const got = GOT.ended({ code: outcome.exitCode, output });
  return { expected: EXPECTED.goesOnUntil({ key: ends.key }), got };
}
