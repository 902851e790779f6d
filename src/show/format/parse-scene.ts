/** Reads a scene from its Markdown: front matter, then what is said, shown and done. */
import type { Code, RootContent } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import { Blocks, startOf } from './blocks.ts';
import { stepFromFence } from './fence-step.ts';
import { linesOf, parseFrontMatter } from './front-matter.ts';
import { parseInfo } from './info-string.ts';
import { isStep, refuseLostStep, withoutBackticks } from './lost-step.ts';
import { parseMarkdown } from './markdown.ts';
import { Mistakes } from './scene-error.ts';
import type { Report, SceneError } from './scene-error.ts';
import type { Item, Scene, Step } from './scene.ts';
import { parseParagraph } from './speech.ts';
import { StepNames } from './step-names.ts';

/** @throws SceneError for a mistake in the file; @param file how the file is called in messages */
export function parseScene(text: string, file: string): Scene {
  const { scene, mistakes } = readScene(text, file);
  if (mistakes[0]) throw mistakes[0];
  return scene!;
}

export interface ReadScene {
  /** As far as it could be read; undefined where its front matter could not. */
  scene: Scene | undefined;
  /** Every one that can be told from the others, in the order of the file. */
  mistakes: SceneError[];
}

export function readScene(text: string, file: string): ReadScene {
  const mistakes = new Mistakes(file);
  const { report } = mistakes;
  const lines = linesOf(text, report);
  if (!lines) return { scene: undefined, mistakes: mistakes.all };
  const { matter, cast, next } = parseFrontMatter(lines, report);
  if (next === undefined) return { scene: undefined, mistakes: mistakes.all };
  // Empty lines in the place of the front matter: every position is that in the file.
  const body = '\n'.repeat(next - 1) + lines.slice(next - 1).join('\n');
  const reader = new Reader(body, cast, report);
  if (mistakes.all.length === 0 && !reader.items.some(({ kind }) => kind === 'step' || kind === 'speech'))
    report({ line: next, column: 1 }, MARKDOWN.nothing, MARKDOWN.addSomething);
  const scene = matter && { ...matter, items: reader.items, closingNotes: reader.notes, file };
  return { scene, mistakes: mistakes.all };
}

class Reader {
  readonly items: Item[] = [];
  /** Speaker notes that wait for the step they belong to. */
  notes: string[] = [];
  readonly #blocks: Blocks;
  readonly #names: StepNames;
  readonly #source: string;
  readonly #cast: string[] | undefined;
  readonly #report: Report;

  constructor(text: string, cast: string[] | undefined, report: Report) {
    let source = text;
    let root = parseMarkdown(text);
    // The end of a block that is none begins one, which may hide the next.
    for (;;) {
      const next = withoutBackticks(root, source, report);
      if (next === source) break;
      source = next;
      root = parseMarkdown(source);
    }
    this.#source = source;
    this.#cast = cast;
    this.#report = report;
    this.#names = new StepNames(report);
    this.#blocks = new Blocks(root, this.#source, report, (note) => this.notes.push(note));
    for (const node of root.children) {
      const item = this.#item(node);
      if (item) this.items.push(item);
    }
  }

  #item(node: RootContent): Item | undefined {
    if (node.type === 'code') return this.#code(node);
    if (node.type !== 'paragraph') return this.#blocks.block(node);
    const block = this.#blocks.paragraph(node);
    if (!block) return undefined;
    const raw = this.#source.slice(node.position!.start.offset, node.position!.end.offset);
    return parseParagraph(block.text, raw, startOf(node), this.#cast, this.#report);
  }

  #code(node: Code): Item | undefined {
    const code = this.#blocks.code(node);
    const fence = node.data?.fence;
    if (!fence) return code;
    refuseLostStep(fence, this.#report);
    if (!isStep(node.lang ?? '')) return code;
    const { line, column } = fence;
    const info = parseInfo(fence.info, { line, column: column + fence.marks.length }, this.#report);
    const draft = info && stepFromFence({ info, body: node.value, line, column }, this.#report);
    if (!draft) return undefined;
    const step = { ...this.#names.name(draft), notes: this.notes } as Step;
    this.notes = [];
    return { kind: 'step', step };
  }
}
