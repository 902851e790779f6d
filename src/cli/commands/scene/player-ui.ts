/** Creates the player: for a speaker at a terminal, or unattended. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { OpenTerminal, Presenter } from '../../../show/index.ts';
import type { Interrupt } from '../../interrupt.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { themeFor } from '../../terminal/output/output.ts';
import type { Session } from '../../talk/session.ts';
import { unattended } from '../../terminal/controls/controls.ts';
import type { Controls } from '../../terminal/controls/controls.ts';
import { SpeakerControls } from '../../terminal/controls/speaker-controls.ts';
import type { Typing } from '../../terminal/controls/typing.ts';
import { Keys } from '../../terminal/input/keys.ts';
import { ptyBridge } from '../../terminal/input/pty-bridge.ts';
import { LinePlayer } from '../../terminal/player/line-player.ts';
import { writeNote } from '../../terminal/player/lines.ts';
import { Screen } from '../../terminal/screen/screen.ts';

export interface Played {
  player: Presenter;
  controls: Controls;
}

export interface PlayerUi {
  attended: boolean;
  /** For interactive steps. */
  openPty?: OpenTerminal;
  note: (line: Text) => void;
  /** Shows the progress of what takes time before the show continues. */
  preparing: (line: Text) => void;
  /** Once the stage is open. */
  createPlayer(session: Session): Played;
  close(): void;
}

interface Options extends Pick<Interrupt, 'signal' | 'quit'> {
  typing: Typing;
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
  const openPty = await ptyBridge(input, output);
  const keys = new Keys(input, output, quit);
  const screen = new Screen(output, theme);
  keys.open();
  screen.open();
  return {
    attended: true,
    ...(openPty ? { openPty } : {}),
    note: (line) => writeNote(line, screen, theme, translate),
    preparing: (line) => screen.passing(translate(line)),
    createPlayer({ talk, runtime }) {
      const { scenes } = talk;
      const controls = new SpeakerControls({
        ...options,
        output,
        keys,
        screen,
        theme,
        openPty,
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

function forUnattended({ translate }: Options): PlayerUi {
  const out = process.stdout;
  const theme = themeFor(out);
  const note = (line: Text) => writeNote(line, out, theme, translate);
  return {
    attended: false,
    note,
    preparing: note,
    createPlayer: () => ({ player: new LinePlayer(out, theme, unattended, translate), controls: unattended }),
    close: () => {},
  };
}
