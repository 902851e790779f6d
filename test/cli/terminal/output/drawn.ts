import { expect } from 'vitest';
import { readScene } from '../../../../src/show/format/parse-scene.ts';
import { themeFor, visibleLength } from '../../../../src/cli/terminal/output/output.ts';
import { renderItem } from '../../../../src/cli/terminal/player/script.ts';

const FRONT = '---\nid: demo\ntitle: A\ncast: [Narrator, Vypravěč]\nbudget: 1m\n---\n';

/** The lines of a scene on a terminal of so many columns. */
export function lines(
  markdown: string,
  columns: number,
  env: NodeJS.ProcessEnv = { NO_COLOR: '1' },
): string[] {
  const { scene, mistakes } = readScene(FRONT + markdown, 'scene.md');
  expect(mistakes.filter(({ message }) => !message.includes('nothing happens'))).toEqual([]);
  const out = { write: () => {}, isTTY: true, columns };
  const shown = scene!.items.flatMap((item) =>
    item.kind === 'step' ? [] : [...renderItem(item, themeFor(out, env), out), ''],
  );
  for (const line of shown) expect(visibleLength(line), line).toBeLessThanOrEqual(columns);
  return shown.slice(0, -1);
}

/** ␣ is a space that holds. */
export const drawn = (text: string) => text.slice(1, -1).replaceAll('␣', '\u00A0').split('\n');
