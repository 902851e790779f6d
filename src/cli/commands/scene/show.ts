import { findScene, loadScenes, titleOf } from '../../../show/index.ts';
import { PLAYER, translator } from '../../../messages/index.ts';
import { renderNote } from '../../terminal/output/blocks.ts';
import { textWidth, themeFor, wrap } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';
import { renderCommand } from '../../terminal/player/command-line.ts';
import { renderItem } from '../../terminal/player/script.ts';

export async function showScene(
  id: string,
  settings: Settings,
  { notes }: { notes?: boolean },
): Promise<void> {
  const scene = findScene(await loadScenes(settings.scenes, settings.language), id);
  const out = process.stdout;
  const theme = themeFor(out);
  const translate = translator(settings.language);
  const about = `${translate(PLAYER.scene(scene))} · ${translate.time(scene.budgetMs)} · ${scene.cast.join(', ')}`;
  const notesOf = (texts: string[]) =>
    notes
      ? texts.flatMap((text) => renderNote(text, theme, textWidth(out)).map((line) => `  ${theme.dim(line)}`))
      : [];
  const lines = [
    `  ${theme.bold(scene.title)}`,
    ...wrap(about, textWidth(out)).map((line) => `  ${theme.dim(line)}`),
    '',
  ];
  for (const item of scene.items) {
    if (item === titleOf(scene)) continue;
    if (item.kind === 'step')
      lines.push(...notesOf(item.step.notes), ...renderCommand(item.step, theme, out), '');
    else lines.push(...renderItem(item, theme, out), '');
  }
  lines.push(...notesOf(scene.closingNotes));
  out.write(`${lines.join('\n').trimEnd()}\n`);
}
