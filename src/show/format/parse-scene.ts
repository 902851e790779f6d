/**
 * Reads a scene from its Markdown. The grammar is by lines: front matter, headings, HTML comments, fenced blocks,
 * lists, and paragraphs. Line by line rather than by a Markdown library, so that every error has its exact place.
 */
import { parseFrontMatter } from './front-matter.ts';
import { parseInfo } from './info-string.ts';
import { stepFromFence } from './fence-step.ts';
import type { Fence, StepDraft } from './fence-step.ts';
import { behindLostBlock, isStep, refuseLostStep } from './lost-step.ts';
import { SceneError } from './scene-error.ts';
import type { Item, Scene, Step } from './scene.ts';
import { parseParagraph } from './speech.ts';
import { StepNames } from './step-names.ts';

/** @throws SceneError for a mistake in the file; @param file how the file is called in messages */
export function parseScene(text: string, file: string): Scene {
  const lines = linesOf(text, file);
  const { matter, next } = parseFrontMatter(lines, file);
  const reader = new Reader(lines, next, file, matter.cast);
  reader.read();
  const broken = reader.errors[0];
  if (broken) throw broken;
  if (!reader.items.some((item) => item.kind === 'step' || item.kind === 'speech')) {
    throw new SceneError(
      file,
      { line: next, column: 1 },
      'nothing happens in this scene',
      'Add something said, or a step',
    );
  }
  return { ...matter, items: reader.items, closingNotes: reader.notes, file };
}

/** Every mistake in the file that can be told from the others, in its order. */
export function mistakesIn(text: string, file: string): SceneError[] {
  try {
    const lines = linesOf(text, file);
    const { matter, next } = parseFrontMatter(lines, file);
    const reader = new Reader(lines, next, file, matter.cast);
    reader.read();
    if (reader.errors.length > 0) return reader.errors;
    parseScene(text, file);
    return [];
  } catch (error) {
    if (error instanceof SceneError) return [error];
    throw error;
  }
}

function linesOf(text: string, file: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const broken = lines.findIndex((line) => line.includes('\0'));
  if (broken === -1) return lines;
  const position = { line: broken + 1, column: lines[broken]!.indexOf('\0') + 1 };
  throw new SceneError(file, position, 'this is a zero byte, and no text', 'Save the file as UTF-8');
}

const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const FENCE_AT_MARGIN = /^(`{3,}|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-*+]|\d+[.)]) +(.*)$/;

class Reader {
  readonly items: Item[] = [];
  readonly errors: SceneError[] = [];
  /** Speaker notes that wait for the step they belong to. */
  notes: string[] = [];
  readonly #names: StepNames;
  #at: number;
  readonly #lines: string[];
  readonly #file: string;
  readonly #cast: string[];

  /** @param first number of the first line to read, from 1 */
  constructor(lines: string[], first: number, file: string, cast: string[]) {
    this.#lines = lines;
    this.#at = first - 1;
    this.#file = file;
    this.#cast = cast;
    this.#names = new StepNames(file);
  }

  /** After a mistake it goes on behind the block that has it. */
  read(): void {
    while (this.#at < this.#lines.length) {
      const before = this.#at;
      try {
        this.#block();
      } catch (error) {
        if (!(error instanceof SceneError)) throw error;
        this.errors.push(error);
        // A block without an end has no behind.
        if (this.#at === before) this.#at = this.#lines.length;
      }
    }
  }

  #block(): void {
    const line = this.#lines[this.#at]!;
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
    if (line.trim() === '') this.#at += 1;
    else if (heading) {
      this.items.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
      this.#at += 1;
    } else if (line.trimStart().startsWith('<!--')) this.#comment();
    else if (FENCE.test(line)) this.#fence();
    else if (LIST_ITEM.test(line)) this.#list();
    else this.#paragraph();
  }

  #comment(): void {
    const start = this.#at;
    const text: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const end = this.#lines[this.#at]!.indexOf('-->');
      text.push(end === -1 ? this.#lines[this.#at]! : this.#lines[this.#at]!.slice(0, end));
      if (end === -1) continue;
      const rest = this.#lines[this.#at]!.slice(end + 3);
      if (rest.trim() !== '') {
        this.#at += 1;
        throw new SceneError(
          this.#file,
          { line: this.#at, column: end + 4 },
          'text follows a comment in its line',
          'Put it into a line of its own',
        );
      }
      this.#at += 1;
      const note = text
        .join('\n')
        .replace('<!--', '')
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .trim();
      if (note) this.notes.push(note);
      return;
    }
    const column = this.#lines[start]!.indexOf('<!--') + 1;
    throw new SceneError(
      this.#file,
      { line: start + 1, column },
      'the comment is not closed',
      'Close it with -->',
    );
  }

  #fence(): void {
    const start = this.#at;
    const [, indent, marks, info] = FENCE.exec(this.#lines[start]!)!;
    const column = indent!.length + 1;
    const closing = new RegExp(`^ {0,3}${marks![0]}{${marks!.length},}\\s*$`);
    const end = this.#lines.findIndex((line, index) => index > start && closing.test(line));
    if (end === -1) {
      throw new SceneError(
        this.#file,
        { line: start + 1, column },
        'the block is not closed',
        `Close it with a line of ${marks}`,
      );
    }
    const strip = new RegExp(`^ {0,${indent!.length}}`);
    const body = this.#lines
      .slice(start + 1, end)
      .map((line) => line.replace(strip, ''))
      .join('\n');
    this.#at = end + 1;
    const language = info!.trim().split(/\s/)[0]!;
    const line = start + 1;
    refuseLostStep(info!, this.#file, line, column + marks!.length);
    const parsed = isStep(language)
      ? parseInfo(info!, this.#file, line, column + marks!.length)
      : { language, attributes: [] };
    const fence: Fence = { info: parsed, body, line, column };
    const draft = stepFromFence(fence, this.#file);
    if (draft) this.#step(draft);
    else this.items.push({ kind: 'code', language, text: body });
  }

  #step(draft: StepDraft): void {
    const step = { ...this.#names.name(draft), notes: this.notes } as Step;
    this.notes = [];
    this.items.push({ kind: 'step', step });
  }

  #list(): void {
    const items: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#lines[this.#at]!;
      if (line.trim() !== '' && !FENCE_AT_MARGIN.test(line)) this.#refuseLostBlock();
      const item = LIST_ITEM.exec(line);
      if (item) items.push(item[1]!.trim());
      else if (/^\s+\S/.test(line)) items[items.length - 1] += ` ${line.trim()}`;
      else break;
    }
    this.items.push({ kind: 'list', items });
  }

  /** In a list, quoted, or too far from the margin it would be text. */
  #refuseLostBlock(): void {
    const at = this.#at;
    const behind = behindLostBlock(this.#lines, at);
    if (behind === undefined) return;
    this.#at = behind;
    const column = this.#lines[at]!.search(/[`~]{3}/) + 1;
    throw new SceneError(
      this.#file,
      { line: at + 1, column },
      'here no block can begin',
      'Begin it at the margin, behind an empty line: not in a list, and not quoted',
    );
  }

  #paragraph(): void {
    const start = this.#at;
    const text: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#lines[this.#at]!;
      if (line.trim() === '' || (this.#at > start && startsBlock(line))) break;
      this.#refuseLostBlock();
      text.push(line.trim());
    }
    this.items.push(parseParagraph(text.join(' '), this.#cast, this.#file, start + 1));
  }
}

function startsBlock(line: string): boolean {
  return FENCE.test(line) || /^ {0,3}#{1,6}\s/.test(line) || line.trimStart().startsWith('<!--');
}
