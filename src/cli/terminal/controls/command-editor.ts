import type { WriteStream } from 'node:tty';
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { isDumb, printable, visibleLength } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import type { Keys } from '../input/keys.ts';
import { editLine } from '../input/line-editor.ts';
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

/**
 * The editor replaces the command's line, and is erased when it ends.
 * @returns the edited line; undefined after Ctrl-C
 */
export async function editCommand(
  text: string,
  { keys, screen, output, theme, translate, signal }: Options,
): Promise<string | undefined> {
  screen.eraseLine();
  const hint = `  ${theme.dim(translate(KEYS.editing))}\n`;
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
