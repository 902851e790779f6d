import type { Text, Translate } from '../../../messages/index.ts';
import { textWidth, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

/** Writes lines that are wrapped again after a resize. */
export function writeLines(out: Out, lines: () => string[]): void {
  const render = () => `${lines().join('\n')}\n`;
  const written = render();
  out.write(written);
  out.reflow?.(written, render);
}

/** Anything a person should know that is not part of the scene. */
export function writeNote(text: Text, out: Out, theme: Theme, translate: Translate): void {
  const note = translate(text);
  writeLines(out, () => [...wrap(note, textWidth(out)).map((line) => `  ${theme.dim(line)}`), '']);
}

/** The title of the talk, above its first scene. */
export function writeTitle(title: string | undefined, out: Out, theme: Theme): void {
  if (title === undefined) return;
  writeLines(out, () => ['', ...wrap(title, textWidth(out)).map((line) => `  ${theme.bold(line)}`)]);
}
