/** Creates the player: for a speaker at a terminal, or unattended. */
import type { ReadStream, WriteStream } from 'node:tty';
import { loadPty } from '../../../show/index.ts';
import type { Presenter, SpeakerTerminal } from '../../../show/index.ts';
import type { Interrupt } from '../../interrupt.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { isDumb, rowsOf, themeFor } from '../../terminal/output/output.ts';
import type { Theme } from '../../terminal/output/output.ts';
import { lineOfWindow, linesOf } from '../../terminal/output/terminal-rows.ts';
import type { Session } from '../../talk/session.ts';
import { unattended } from '../../terminal/controls/controls.ts';
import type { Controls } from '../../terminal/controls/controls.ts';
import { SpeakerControls } from '../../terminal/controls/speaker-controls.ts';
import type { KeyMap } from '../../terminal/controls/key-map.ts';
import type { Typing } from '../../terminal/controls/typing.ts';
import { Keys } from '../../terminal/input/keys.ts';
import { joinPty, windowSize } from '../../terminal/input/pty-bridge.ts';
import { LinePlayer } from '../../terminal/player/line-player.ts';
import { writeNote, writeTitle } from '../../terminal/player/lines.ts';
import { BlankScreen } from '../../terminal/screen/blank-screen.ts';
import { MutedOutput } from '../../terminal/screen/muted-output.ts';
import { Screen } from '../../terminal/screen/screen.ts';

export interface Played {
  player: Presenter;
  controls: Controls;
}

export interface PlayerUi {
  attended: boolean;
  /** For steps that the speaker types into. */
  terminal: SpeakerTerminal | undefined;
  note: (line: Text) => void;
  /** Begins the show, with the title of the talk if it has one: what was reported before is out of sight. */
  begin(title: string | undefined): void;
  /** Shows the progress of what takes time before the show continues. */
  preparing: (line: Text) => void;
  /** Once the stage is open. */
  createPlayer(session: Session): Played;
  close(): void;
}

interface Options extends Pick<Interrupt, 'signal' | 'quit'> {
  typing: Typing;
  typingSpeed: number;
  keyMap: KeyMap;
  translate: Translate;
}

export async function createPlayerUi(
  streams: { input: ReadStream; output: WriteStream } | undefined,
  options: Options,
): Promise<PlayerUi> {
  return streams ? forSpeaker(streams.input, streams.output, options) : forUnattended(options);
}

async function forSpeaker(input: ReadStream, output: WriteStream, options: Options): Promise<PlayerUi> {
  const { translate, quit } = options;
  const theme = themeFor(output);
  const keys = new Keys(input, output, quit);
  const shown = new MutedOutput(output);
  const screen = new Screen(shown, theme);
  const blank = new BlankScreen(output, shown);
  const hasPty = (await loadPty()) !== undefined;
  const terminal = hasPty ? wholeTerminal(input, output, screen, theme) : undefined;
  keys.open();
  screen.open();
  return {
    attended: true,
    terminal,
    note: (line) => writeNote(line, screen, theme, translate),
    begin(title) {
      // What the terminal shows is scrolled out of its window, and stays above it.
      if (!isDumb()) shown.write(`${'\n'.repeat(rowsOf(output))}\u001B[H`);
      writeTitle(title, screen, theme);
    },
    preparing: (line) => screen.passing(translate(line)),
    createPlayer({ talk, runtime }) {
      const { scenes } = talk;
      const controls = new SpeakerControls({
        ...options,
        output,
        keys,
        screen,
        blank,
        theme,
        terminal,
        runtime,
        scenes,
      });
      return { player: new LinePlayer(screen, theme, controls, translate), controls };
    },
    close() {
      screen.close();
      keys.close();
    },
  };
}

/** Screen and keys are closed while a program has it. */
function wholeTerminal(
  input: ReadStream,
  output: WriteStream,
  screen: Screen,
  theme: Theme,
): SpeakerTerminal {
  return {
    size: () => windowSize(output),
    join: (pty) => joinPty(pty, input, output),
    left: (rows) => linesOf(rows).forEach((line) => screen.adopt(lineOfWindow(line, theme, screen))),
  };
}

function forUnattended({ translate }: Options): PlayerUi {
  const theme = themeFor(process.stdout);
  // What steps draw is drawn in place there, too.
  const screen = process.stdout.isTTY ? new Screen(process.stdout, theme) : undefined;
  screen?.open();
  const out = screen ?? process.stdout;
  const note = (line: Text) => writeNote(line, out, theme, translate);
  return {
    attended: false,
    terminal: undefined,
    note,
    begin: (title) => writeTitle(title, out, theme),
    preparing: note,
    createPlayer: () => ({ player: new LinePlayer(out, theme, unattended, translate), controls: unattended }),
    close: () => screen?.close(),
  };
}
