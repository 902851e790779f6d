/** Puts the player together: for a speaker at a terminal, or for nobody. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { Say } from '../../language/index.ts';
import { themeFor } from '../../terminal/output/output.ts';
import type { Session } from '../../talk/session.ts';
import { Desk } from '../../terminal/player/desk.ts';
import { Keys } from '../../terminal/input/keys.ts';
import { terminalOpener } from '../../terminal/player/lent-terminal.ts';
import { LinePlayer } from '../../terminal/player/line-player.ts';
import { unattended } from '../../terminal/player/prompter.ts';
import type { Prompter } from '../../terminal/player/prompter.ts';
import { Screen } from '../../terminal/screen/screen.ts';
import { Speaker } from '../../terminal/player/speaker.ts';
import type { Typing } from '../../terminal/player/typing.ts';

export interface House {
  attended: boolean;
  player: LinePlayer;
  prompter: Prompter;
  /** Tells what takes time before the show goes on. */
  preparing: (line: string) => void;
  /** Once the stage is open. */
  enter(session: Session): void;
  close(): void;
}

interface Options {
  signal: AbortSignal;
  quit: () => void;
  typing: Typing;
  say: Say;
}

export async function openHouse(
  streams: { input: ReadStream; output: WriteStream } | undefined,
  options: Options,
): Promise<House> {
  const { say } = options;
  const theme = themeFor(process.stdout);
  if (!streams) {
    const player = new LinePlayer(process.stdout, theme, unattended, say);
    const preparing = (line: string) => player.note(line);
    return { attended: false, player, prompter: unattended, preparing, enter: () => {}, close: () => {} };
  }
  const { input, output } = streams;
  const terminal = await terminalOpener(input, output);
  const keys = new Keys(input, output);
  const screen = new Screen(output, theme);
  let session: Session | undefined;
  const status = (): string => player.status(session?.world.backgrounds.names ?? []);
  const desk = new Desk({ ...options, output, keys, screen, theme, terminal, status });
  const prompter: Prompter = new Speaker({ ...options, keys, screen, theme, desk });
  const player: LinePlayer = new LinePlayer(screen, theme, prompter, say);
  keys.open();
  screen.open(status);
  return {
    attended: true,
    player,
    prompter,
    preparing: (line) => screen.passing(say.tell(line)),
    enter(opened) {
      session = opened;
      const { stage, ground } = opened.world;
      if (terminal) ground.terminal = terminal;
      desk.place = { scenes: opened.talk.scenes, stage: stage.name, ground };
    },
    close() {
      screen.close();
      keys.close();
    },
  };
}
