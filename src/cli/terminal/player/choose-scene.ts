/** The list of scenes on the terminal's other screen, to jump to one by its number or id. */
import type { WriteStream } from 'node:tty';
import { nearest } from '../../../show/index.ts';
import type { LoadedScene } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { columnsOf, rowsOf, truncate } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { FullScreen } from '../screen/full-screen.ts';
import type { Keys } from '../input/keys.ts';
import { editLine } from '../input/line-editor.ts';

interface Choosing {
  keys: Keys;
  output: WriteStream;
  theme: Theme;
  say: Say;
  signal: AbortSignal;
}

/** @param current the id of the scene that is played @returns undefined when none was chosen */
export async function chooseScene(
  scenes: readonly LoadedScene[],
  current: string | undefined,
  { keys, output, theme, say, signal }: Choosing,
): Promise<LoadedScene | undefined> {
  const screen = new FullScreen(output, { cursor: true });
  let problem = '';
  const draw = () => {
    const rows = scenes.map(({ number, id, title }) => {
      const line = truncate(
        `  ${String(number).padStart(4)}  ${id.padEnd(12)} ${title}`,
        columnsOf(output) - 1,
      );
      return id === current ? theme.bold(line) : line;
    });
    const around = scenes.findIndex(({ id }) => id === current);
    const room = Math.max(1, rowsOf(output) - 5);
    const from = Math.max(0, Math.min(around - Math.floor(room / 2), rows.length - room));
    screen.show([`  ${theme.bold(say('jump.title'))}`, '', ...rows.slice(from, from + room), problem, '']);
  };
  screen.open();
  try {
    for (;;) {
      draw();
      const edited = await editLine(`  ${say('jump.ask')}`, '', keys, output, signal, draw);
      const answer = edited.answer?.trim() ?? '';
      if (answer === '') return undefined;
      const found = sceneNamed(answer, scenes);
      if (found) return found;
      problem = `  ${theme.warn(truncate(say('jump.none', { id: answer }), columnsOf(output) - 3))}`;
    }
  } finally {
    screen.close();
  }
}

function sceneNamed(answer: string, scenes: readonly LoadedScene[]): LoadedScene | undefined {
  const exact = scenes.find(({ id, number }) => id === answer || String(number) === answer);
  const near = nearest(
    answer,
    scenes.map(({ id }) => id),
  );
  return exact ?? scenes.find(({ id }) => id === near && id.startsWith(answer));
}
