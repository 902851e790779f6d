/** An editor of several lines on the alternate screen. */
import type { WriteStream } from 'node:tty';
import { columnsOf, rowsOf, truncate } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { keyOf, keyTokens } from '../input/key-decoder.ts';
import type { Keys } from '../input/keys.ts';
import { suspend } from '../input/suspend.ts';
import { editText, editedText, layOut } from '../input/text-editor.ts';
import type { EditedText } from '../input/text-editor.ts';
import { FullScreen } from '../screen/full-screen.ts';

const MARGIN = 4;
/** The title, the hint, and an empty line at each. */
const AROUND = 4;

interface Options {
  title: string;
  /** Says how to end it. */
  hint: string;
  keys: Keys;
  output: WriteStream;
  theme: Theme;
  signal: AbortSignal;
}

/** @returns the edited text; undefined after Ctrl-C, and when the show has ended */
export async function editLines(text: string, options: Options): Promise<string | undefined> {
  const { keys, output, signal } = options;
  const screen = new FullScreen(output, { cursor: true });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let edited = editedText(text);
  let afterEscape = false;
  const draw = () => drawText(edited, screen, options);
  const press = (token: string) => {
    const key = keyOf(token);
    if (key === 'ctrl-c') resolve(undefined);
    else if (key === 'ctrl-z') suspend();
    else if (key === 'ctrl-d' || token === '\u001B\r' || (afterEscape && key === 'enter'))
      resolve(edited.lines.join('\n'));
    else edited = editText(edited, token);
    afterEscape = key === 'escape';
  };
  const onAbort = () => resolve(undefined);
  const stopListening = keys.listenToText((typed) => {
    for (const token of keyTokens(typed)) press(token);
    draw();
  }, true);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  output.on('resize', draw);
  screen.open();
  draw();
  try {
    return await promise;
  } finally {
    output.off('resize', draw);
    signal.removeEventListener('abort', onAbort);
    stopListening();
    screen.close();
  }
}

function drawText(text: EditedText, screen: FullScreen, { title, hint, output, theme }: Options): void {
  const columns = columnsOf(output);
  const { rows, cursor } = layOut(text, Math.max(2, columns - MARGIN - 1));
  const page = Math.max(1, rowsOf(output) - AROUND);
  const from = Math.max(0, Math.min(cursor.row - Math.floor(page / 2), rows.length - page));
  const shown = rows
    .slice(from, from + page)
    .map(({ text: row, line, first }) => `  ${first ? theme.dim(line === 0 ? '$' : '>') : ' '} ${row}`);
  screen.show(
    [
      `  ${theme.bold(truncate(title, columns - 3))}`,
      '',
      ...shown,
      '',
      `  ${theme.dim(truncate(hint, columns - 3))}`,
    ],
    { row: 2 + cursor.row - from, column: MARGIN + cursor.column },
  );
}
