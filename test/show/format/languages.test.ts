import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { translator } from '../../../src/messages/index.ts';
import { packageRoot } from '../../../src/system/package-root.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';

const [inEnglish, inCzech] = [translator('en'), translator('cs')];
const folder = join(packageRoot(), 'scenes');
const english = await loadScenes(folder);
const czech = await loadScenes(folder, 'cs');

/** All that a step does; what is said around it, and where it stands in its file, is the language's own. */
const deeds = (scene: LoadedScene) =>
  stepsOf(scene).map(({ position: _position, notes: _notes, name: _name, ...deed }) => deed);

test('the talk has the same scenes in the same order in both languages', () => {
  expect(english.length).toBeGreaterThan(0);
  expect(czech.map(({ id, number }) => ({ id, number }))).toEqual(
    english.map(({ id, number }) => ({ id, number })),
  );
});

const pairs = english.map((scene, index) => ({ id: scene.id, scene, twin: czech[index]! }));

test.each(pairs)('$id is translated', ({ scene, twin }) => {
  // Without a translation the English file would be read, and everything below would hold.
  expect(existsSync(join(scene.folder, 'scene.cs.md'))).toBe(true);
  expect(twin.file).toMatch(/scene\.cs\.md$/);
  expect(twin.title).not.toBe(scene.title);
  expect(twin.summary).not.toBe(scene.summary);
});

test.each(pairs)('$id does the same in both languages', ({ scene, twin }) => {
  expect(deeds(twin)).toEqual(deeds(scene));
});

const CZECH_NAMES: Record<string, string> = {
  Narrator: 'Vypravěč',
  Operations: 'Provoz',
  Hipster: 'Hipster',
};

test.each(pairs)('$id has the same cast and time in both languages', ({ scene, twin }) => {
  const cast = scene.cast.map((name) => CZECH_NAMES[name]);
  expect({ cast: twin.cast, budget: twin.budgetMs }).toEqual({ cast, budget: scene.budgetMs });
});

test.each(pairs)('$id names its speakers and its steps in Czech', ({ scene, twin }) => {
  expect(readFileSync(twin.file, 'utf8')).not.toMatch(/Narrator|Operations/);
  const english = stepsOf(scene);
  stepsOf(twin).forEach(({ name }, index) => {
    expect(inCzech(name)).not.toBe(inEnglish(english[index]!.name));
    expect(inCzech(name)).not.toMatch(/\b(the|it|is|run|wait|push|build|load|fix)\b/);
  });
});

test.each(pairs)('$id has its speaker notes before the same steps', ({ scene, twin }) => {
  const noted = (of: LoadedScene) => stepsOf(of).map(({ id, notes }) => [id, notes.length]);
  expect(noted(twin)).toEqual(noted(scene));
  expect(twin.closingNotes).toHaveLength(scene.closingNotes.length);
});
