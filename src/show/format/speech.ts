import { MARKDOWN } from '../../messages/index.ts';
import { plainText } from './document.ts';
import type { Inline } from './document.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { Item, Position } from './scene.ts';

// `Hipster: …`, `**Hipster:** …`, `**Hipster**: …`, each also with a mood: `**Hipster (proudly):** …`
const BOLD = /^([^:()]+?)(?:\s*\(([^)]*)\))?(:?)$/u;
const PLAIN = /^(\p{Lu}[\p{L}\p{N}'’-]*)(?:\s*\(([^)]*)\))?:(?:\s+|$)/u;
/** A name that was meant to be bold. */
const UNBOLD = /^(\*\*|__)([^*_:()]+?)(?:\s*\([^)]*\))?(?::\1|\1:)/u;

interface Named {
  character: string;
  mood: string | undefined;
  said: Inline[];
  /** Columns before the name. */
  indent: number;
}

/**
 * Reads a paragraph: speech by a character of the cast, or a stage direction.
 * @param raw the paragraph in its file @param cast if undefined, any character may speak
 */
export function parseParagraph(
  text: Inline[],
  raw: string,
  position: Position,
  cast: readonly string[] | undefined,
  report: Report,
): Item {
  const named = boldName(text) ?? plainName(text, raw, cast ?? []);
  const unbold = UNBOLD.exec(plainText(text))?.[0];
  if (!named && unbold && raw.startsWith(unbold))
    report(position, MARKDOWN.notBold({ text: unbold }), MARKDOWN.putSpace);
  if (!named) return { kind: 'direction', text };
  const { character, mood, said, indent } = named;
  const at = { line: position.line, column: position.column + indent };
  if (cast && !cast.includes(character))
    report(
      at,
      MARKDOWN.notInCast({ character }),
      MARKDOWN.addToCast({ choice: suggestion(character, cast) }),
    );
  if (said.length === 0) report(at, MARKDOWN.saysNothing({ character }), MARKDOWN.writeWords);
  return { kind: 'speech', character, ...(mood ? { mood: mood.trim() } : {}), text: said };
}

function boldName([first, ...rest]: Inline[]): Named | undefined {
  if (first?.kind !== 'strong') return undefined;
  const [, name, mood, colon] = BOLD.exec(plainText(first.children)) ?? [];
  if (name === undefined) return undefined;
  const said = colon ? rest : without(/^:/, rest);
  return said && { character: name.trim(), mood, said: trimmed(said), indent: 2 };
}

function plainName(text: Inline[], raw: string, cast: readonly string[]): Named | undefined {
  const [first, ...rest] = text;
  // `Note\: a sentence` is a sentence.
  if (first?.kind !== 'text' || /^[^:]*\\:/.test(raw)) return undefined;
  const found = PLAIN.exec(first.text) ?? byName(first.text, cast);
  if (!found) return undefined;
  const [matched, name, mood] = found;
  // With nothing after the colon it is not a name, unless the speech begins in the next line.
  if (matched.endsWith(':') && rest[0]?.kind !== 'break') return undefined;
  const said = trimmed([{ kind: 'text', text: first.text.slice(matched.length) }, ...rest]);
  return { character: name!.trim(), mood, said, indent: 0 };
}

/** A name of several words is recognized only if it is in the cast. */
function byName(text: string, cast: readonly string[]): RegExpExecArray | null {
  const name = cast.find((name) => text.startsWith(`${name}:`) || text.startsWith(`${name} (`));
  return name ? /^([^:(]+?)(?:\s*\(([^)]*)\))?:(?:\s+|$)/u.exec(text) : null;
}

/** @returns the text without this start; undefined if it does not begin with it */
function without(start: RegExp, [first, ...rest]: Inline[]): Inline[] | undefined {
  if (first?.kind !== 'text' || !start.test(first.text)) return undefined;
  return [{ kind: 'text', text: first.text.replace(start, '') }, ...rest];
}

/** Without the spaces and line breaks at its start. */
function trimmed([first, ...rest]: Inline[]): Inline[] {
  if (!first) return [];
  if (first.kind === 'break') return trimmed(rest);
  if (first.kind !== 'text') return [first, ...rest];
  const text = first.text.replace(/^[ \t\n]+/, '');
  return text === '' ? trimmed(rest) : [{ kind: 'text', text }, ...rest];
}
