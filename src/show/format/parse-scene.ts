/** Reads a scene from its Markdown: front matter, then what is said, shown and done. */
import type { Code, RootContent } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import { Blocks, startOf } from './blocks.ts';
import { stepFromFence } from './fence-step.ts';
import { linesOf, parseFrontMatter } from './front-matter.ts';
import { parseInfo } from './info-string.ts';
import { isStep, refuseUnrecognizedStep, withoutBackticks } from './unrecognized-step.ts';
import { parseMarkdown } from './markdown.ts';
import { Mistakes } from './scene-error.ts';
import type { Report, SceneError } from './scene-error.ts';
import type { Item, Scene, Step } from './scene.ts';
import { parseParagraph } from './speech.ts';
import { StepNames } from './step-names.ts';

/** @throws SceneError for a mistake in the file; @param file its name in messages */
export function parseScene(text: string, file: string): Scene {
  const { scene, mistakes } = readScene(text, file);
  if (mistakes[0]) throw mistakes[0];
  return scene!;
}

export interface ReadScene {
  /** As far as it could be read; undefined if its front matter could not. */
  scene: Scene | undefined;
  /** In the order of the file. */
  mistakes: SceneError[];
}

export function readScene(text: string, file: string): ReadScene {
  const mistakes = new Mistakes(file);
  const { report } = mistakes;
  const lines = linesOf(text, report);
  if (!lines) return { scene: undefined, mistakes: mistakes.all };
  const { matter, cast, next } = parseFrontMatter(lines, report);
  if (next === undefined) return { scene: undefined, mistakes: mistakes.all };
  // Empty lines replace the front matter, so that positions are those in the file.
  const body = '\n'.repeat(next - 1) + lines.slice(next - 1).join('\n');
  const reader = new Reader(body, cast, report);
  if (mistakes.all.length === 0 && !reader.items.some(({ kind }) => kind === 'step' || kind === 'speech'))
    report({ line: next, column: 1 }, MARKDOWN.nothing, MARKDOWN.addSomething);
  const scene = matter && { ...matter, items: reader.items, closingNotes: reader.notes, file };
  return { scene, mistakes: mistakes.all };
}

class Reader {
  readonly items: Item[] = [];
  /** Speaker notes for the next step. */
  notes: string[] = [];
  readonly #blocks: Blocks;
  readonly #names: StepNames;
  readonly #source: string;
  readonly #cast: string[] | undefined;
  readonly #report: Report;

  constructor(text: string, cast: string[] | undefined, report: Report) {
    let source = text;
    let root = parseMarkdown(text);
    // Where an opening fence is text, its closing fence opens a block, which may hide the next mistake.
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
    refuseUnrecognizedStep(fence, this.#report);
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
