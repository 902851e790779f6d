/** One run of a step in a terminal of its own: what is typed into it, and how it is ended. */
import { EXPECTED, GOT } from '../../../messages/index.ts';
import { needsPerson } from '../../format/scene.ts';
import type { CommandStep } from '../../format/scene.ts';
import { shownOutput } from '../expectations.ts';
import type { Failure } from '../expectations.ts';
import type { ShellOptions } from '../running-shell.ts';
import { Heard } from './heard.ts';
import type { SpawnInPty } from './pty.ts';
import { keptRows } from './rows.ts';
import type { Row } from './rows.ts';
import { runScript } from './script-run.ts';
import { UNSEEN } from './step-terminal.ts';
import type { SpeakerTerminal, StepTerminal } from './step-terminal.ts';
import { TerminalShell } from './terminal-shell.ts';

/** A command that has printed nothing for so long waits for somebody, in milliseconds. */
const UNANSWERED_MS = 3_000;

export interface TerminalRun {
  shell: TerminalShell;
  /** Resolves when the script has been typed. @returns what it waited for in vain: the command is ended then */
  typed: Promise<Failure | undefined>;
}

export interface TerminalRunOptions extends Omit<ShellOptions, 'terminal'> {
  /** A part of the screen. */
  terminal?: StepTerminal | undefined;
  /** The whole of it, where the speaker types. */
  speaker?: SpeakerTerminal | undefined;
}

/** @returns undefined where there are no pseudo-terminals */
export async function loadTerminals(): Promise<StartInTerminal | undefined> {
  const [{ loadPty }, { Emulator }] = await Promise.all([import('./pty.ts'), import('./emulator.ts')]);
  const spawn = await loadPty();
  return spawn && ((step, options) => start(step, options, { spawn, emulator: Emulator }));
}

export type StartInTerminal = (step: CommandStep, options: TerminalRunOptions) => TerminalRun;

function start(
  step: CommandStep,
  options: TerminalRunOptions,
  parts: { spawn: SpawnInPty; emulator: typeof import('./emulator.ts').Emulator },
): TerminalRun {
  const { terminal, speaker, onOutput } = options;
  const heard = new Heard();
  const size = () => speaker?.size() ?? terminal?.size() ?? UNSEEN;
  let left: Row[] = [];
  const shell = new TerminalShell(
    step.command,
    {
      ...options,
      size: size(),
      onOutput: (chunk) => {
        onOutput?.(chunk);
        heard.add(chunk.text);
      },
      cursor: step.interactive,
      onPicture: (picture) => {
        if (speaker) left = keptRows(left, picture.settled);
        else terminal?.picture(picture);
      },
      join: speaker && ((pty) => speaker.join(pty)),
    },
    parts,
  );
  const stopFollowing = speaker ? undefined : terminal?.onResize(() => shell.resize(size()));
  const over = new AbortController();
  const ended = shell.done.finally(() => {
    stopFollowing?.();
    over.abort();
    speaker?.left(left);
  });
  ended.catch(() => {});
  return { shell, typed: speaker ? Promise.resolve(undefined) : typeScript() };

  async function typeScript(): Promise<Failure | undefined> {
    if (needsPerson(step) && !terminal?.typist) return endIfItWaits();
    const failure = await runScript(step.script, shell, heard, over.signal, terminal?.typist);
    // What did not come will not come any more.
    if (failure) void shell.end();
    else if (step.interactive && !over.signal.aborted) terminal?.typist?.takeOver((data) => shell.type(data));
    return failure;
  }

  /** Nobody is there to type: a command that ends by itself does so, another would be waited for in vain. */
  async function endIfItWaits(): Promise<Failure | undefined> {
    await heard.quiet(UNANSWERED_MS, over.signal);
    if (over.signal.aborted) return undefined;
    void shell.end();
    return {
      expected: EXPECTED.playedUnattended,
      got: GOT.needsPerson({ output: shownOutput(shell.output()) }),
    };
  }
}
