import type { Text, Translate } from '../../../messages/index.ts';
import { textWidth, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

/** Lines that are broken anew when the window gets another size. */
export function writeLines(out: Out, lines: () => string[]): void {
  const render = () => `${lines().join('\n')}\n`;
  const written = render();
  out.write(written);
  out.again?.(written, render);
}

/** Anything a person should know that is not part of the scene. */
export function writeNote(text: Text, out: Out, theme: Theme, translate: Translate): void {
  const told = translate(text);
  writeLines(out, () => [...wrap(told, textWidth(out)).map((line) => `  ${theme.dim(line)}`), '']);
}
