import type { WriteStream } from 'node:tty';
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { isDumb, printable, visibleLength } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import type { Keys } from '../input/keys.ts';
import { editLine } from '../input/line-editor.ts';
import { editLines } from './lines-editor.ts';
import type { Screen } from '../screen/screen.ts';

const PROMPT = '  $ ';

interface Options {
  keys: Keys;
  screen: Screen;
  output: WriteStream;
  theme: Theme;
  translate: Translate;
  signal: AbortSignal;
}

interface Editing {
  text: string;
  /** It has several lines. */
  lines: boolean;
  /** It is run at once, since it has failed as it is. */
  runs: boolean;
}

/** @returns the edited command; undefined after Ctrl-C */
export function editCommand(editing: Editing, options: Options): Promise<string | undefined> {
  return editing.lines ? editSeveralLines(editing, options) : editOneLine(editing, options);
}

async function editSeveralLines(
  { text, runs }: Editing,
  { keys, screen, output, theme, translate, signal }: Options,
): Promise<string | undefined> {
  const title = translate(KEYS.editingLines);
  const hint = translate(runs ? KEYS.linesRun : KEYS.linesKept);
  screen.close();
  try {
    return await editLines(text, { title, hint, keys, output, theme, signal });
  } finally {
    screen.open();
  }
}

/** The editor replaces the command's line, and is erased when it ends. */
async function editOneLine(
  { text, runs }: Editing,
  { keys, screen, output, theme, translate, signal }: Options,
): Promise<string | undefined> {
  screen.eraseLine();
  const hint = `  ${theme.dim(translate(runs ? KEYS.editingAfterFailure : KEYS.editing))}\n`;
  screen.close();
  output.write(hint);
  const { answer, line } = await editLine(PROMPT, text, keys, output, signal, () => screen.paint(hint));
  screen.open();
  // A line that fills its row takes the next one, too.
  const rowsOfLine = Math.floor(visibleLength(PROMPT + line, screen.columns) / screen.columns) + 1;
  const rowsOfHint = Math.ceil((visibleLength(hint) - 1) / screen.columns);
  if (!isDumb()) output.write(`\u001B[${rowsOfHint + rowsOfLine}A\r\u001B[J`);
  // Ctrl with a random key may insert a control character.
  return answer === undefined ? undefined : printable(answer);
}
