/** Runs a command once: with pipes, in a terminal of its own, or in the speaker's. */
import { EXPECTED, GOT, PLAYER } from '../../messages/index.ts';
import type { CommandStep } from '../format/scene.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import { endedAsWritten, endWhenDue } from './ending.ts';
import type { Endless } from './ending.ts';
import type { Failure, Outcome } from './expectations.ts';
import type { ShellOptions } from './running-shell.ts';
import type { Watcher } from './execution.ts';
import { startShell } from './shell.ts';
import { loadTerminals } from './terminal/run-in-terminal.ts';
import type { SpeakerTerminal } from './terminal/step-terminal.ts';

export interface Attempt {
  outcome: Outcome;
  /** Something went wrong that its expectations know nothing of. */
  failure?: Failure | undefined;
}

export interface OnceOptions extends ShellOptions {
  timeoutMs: number;
  terminal?: SpeakerTerminal | undefined;
}

/** @param onStart is given what Ctrl-C does */
export async function runOnce(
  step: CommandStep,
  { terminal: speakers, ...options }: OnceOptions,
  watcher: Watcher,
  onStart: (interrupt: () => void) => void,
): Promise<Attempt> {
  const news = new News();
  const terminals = step.tty ? await loadTerminals() : undefined;
  const onOutput = (chunk: OutputChunk) => {
    if (terminals) watcher.terminal?.raw?.(chunk);
    else options.onOutput?.(chunk);
    news.tell();
  };
  const isAttended = speakers !== undefined;
  if (step.interactive && !terminals && (!isAttended || step.script.length > 0))
    return neverRan(GOT.noTerminals);
  if (step.tty && !terminals) watcher.onNote?.(PLAYER.noTerminals);

  const speaker = step.interactive && (watcher.byHand || step.script.length === 0) ? speakers : undefined;
  // A person needs the time that it takes.
  const endless = speaker || (isAttended && waitsForPerson(step));
  const { timeoutMs, ...untimed } = options;
  const timed = endless ? untimed : { ...untimed, timeoutMs };
  const run = terminals?.(step, { ...timed, onOutput, terminal: watcher.terminal, speaker });
  const shell: Endless['shell'] =
    run?.shell ??
    startShell(step.command, { ...timed, onOutput, interactive: step.interactive && isAttended });
  onStart(() => shell.interrupt());
  const typed = run?.typed ?? Promise.resolve(undefined);
  const ending = endWhenDue(step, { shell, typed, attended: isAttended, printed: () => news.next() });
  const [outcome, endedBy] = await Promise.all([shell.done, ending]);
  const missing = await typed;
  return {
    outcome,
    failure: missing ?? endedAsWritten(step, outcome, endedBy),
  };
}

/** Nothing but a person's key ends it. */
function waitsForPerson({ ends }: CommandStep): boolean {
  return ends !== undefined && ends.afterMs === undefined && ends.whenOutput === undefined;
}

function neverRan(got: Failure['got']): Attempt {
  const outcome = { exitCode: 0, timedOut: false, interrupted: false, ms: 0, output: '', stdout: '' };
  return { outcome, failure: { expected: EXPECTED.playedUnattended, got } };
}

/** Tells those who wait that there is something new. */
class News {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
