import { SceneError } from './scene-error.ts';
import { suggestion } from './suggestion.ts';
import type { Item } from './scene.ts';

// `Hipster: …`, `**Hipster:** …`, `**Hipster**: …`, each also with a mood: `**Hipster (proudly):** …`
const BOLD = /^\*\*([^*:()]+?)(?:\s*\(([^)]*)\))?(?::\*\*|\*\*:)\s*/u;
const PLAIN = /^(\p{Lu}[\p{L}\p{N}'’-]*)(?:\s*\(([^)]*)\))?:\s+/u;

/** What a paragraph is: something said by one of the cast, or a stage direction. */
export function parseParagraph(text: string, cast: string[], file: string, line: number): Item {
  const bold = BOLD.exec(text);
  const found = bold ?? PLAIN.exec(text) ?? byName(text, cast);
  if (!found) return { kind: 'direction', text };
  const character = found[1]!.trim();
  const position = { line, column: bold ? 3 : 1 };
  if (!cast.includes(character)) {
    throw new SceneError(
      file,
      position,
      `${character} speaks but is not in the cast`,
      `${suggestion(character, cast)}. Add the name to the cast in the front matter, or reword the paragraph`,
    );
  }
  const said = text.slice(found[0].length).trim();
  if (!said)
    throw new SceneError(
      file,
      position,
      `${character} says nothing`,
      'Write the words after the name, in the same paragraph',
    );
  return { kind: 'speech', character, ...(found[2] ? { mood: found[2].trim() } : {}), text: said };
}

/** Names of several words are told from ordinary sentences by standing in the cast. */
function byName(text: string, cast: string[]): RegExpExecArray | null {
  const name = cast.find((name) => text.startsWith(`${name}:`) || text.startsWith(`${name} (`));
  return name ? /^([^:(]+?)(?:\s*\(([^)]*)\))?:\s+/u.exec(text) : null;
}
