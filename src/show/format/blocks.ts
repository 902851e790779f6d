/** Turns the nodes of the Markdown tree into the blocks that a terminal shows. */
import type { BlockContent, Code, Html, Node, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { MARKDOWN } from '../../messages/index.ts';
import type { Block, Inline } from './document.ts';
import { parseComments } from './comments.ts';
import { isStep, refuseUnrecognizedFence } from './unrecognized-step.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

type Words = Extract<Block, { kind: 'paragraph' }>;

export function startOf(node: Node): Position {
  const { line, column } = node.position!.start;
  return { line, column };
}

export class Blocks {
  readonly #source: string;
  readonly #report: Report;
  readonly #note: (text: string) => void;
  readonly #addresses: ReadonlyMap<string, string>;

  /** @param source what `root` was parsed from @param note called with the text of each comment */
  constructor(root: Root, source: string, report: Report, note: (text: string) => void) {
    this.#source = source;
    this.#report = report;
    this.#note = note;
    this.#addresses = addressesIn(root.children);
  }

  /** @returns undefined for a node that shows nothing */
  block(node: Exclude<RootContent, Paragraph>): Exclude<Block, Words> | undefined {
    switch (node.type) {
      case 'heading':
        return { kind: 'heading', level: node.depth, text: this.inlines(node.children) };
      case 'blockquote':
        return { kind: 'quote', blocks: this.within(node.children) };
      case 'list':
        return {
          kind: 'list',
          start: node.ordered ? (node.start ?? 1) : undefined,
          loose: node.children.some((item, index) => item.spread || (node.spread && index > 0)),
          items: node.children.map((item) => this.within(item.children)),
        };
      case 'table': {
        const [head = [], ...rows] = node.children.map((row) =>
          row.children.map((cell) => this.inlines(cell.children)),
        );
        const align = head.map((_, index) => node.align?.[index] ?? null);
        return { kind: 'table', align, head, rows: rows.map((row) => align.map((_, at) => row[at] ?? [])) };
      }
      case 'thematicBreak':
        return { kind: 'rule' };
      case 'code':
        return this.code(node);
      case 'html':
        this.#html(node);
        return undefined;
      case 'definition':
        return undefined;
      default:
        this.#refuse(node);
        return undefined;
    }
  }

  code(node: Code): Extract<Block, { kind: 'code' }> {
    const fence = node.data?.fence;
    if (!fence) refuseUnrecognizedFence(node, this.#source, this.#report);
    else if (!fence.closed) this.#report(startOf(node), MARKDOWN.blockNotClosed, MARKDOWN.closeBlock(fence));
    return { kind: 'code', language: node.lang ?? '', text: node.value };
  }

  paragraph(node: Paragraph): Words | undefined {
    refuseUnrecognizedFence(node, this.#source, this.#report);
    const text = this.inlines(node.children);
    return text.length > 0 ? { kind: 'paragraph', text } : undefined;
  }

  inlines(nodes: readonly PhrasingContent[]): Inline[] {
    return nodes.flatMap((node): Inline[] => {
      switch (node.type) {
        case 'text':
          return [{ kind: 'text', text: node.value.replace(/[ \t]*\n[ \t]*/g, ' ') }];
        case 'inlineCode':
          return [{ kind: 'code', text: node.value }];
        case 'emphasis':
        case 'strong':
          return [{ kind: node.type, children: this.inlines(node.children) }];
        case 'delete':
          return [{ kind: 'deleted', children: this.inlines(node.children) }];
        case 'link':
          return [{ kind: 'link', url: node.url, children: this.inlines(node.children) }];
        case 'linkReference': {
          const url = this.#addresses.get(node.identifier) ?? '';
          return [{ kind: 'link', url, children: this.inlines(node.children) }];
        }
        case 'break':
          return [{ kind: 'break' }];
        case 'html':
          this.#html(node);
          return [];
        default:
          this.#refuse(node);
          return [];
      }
    });
  }

  /** Blocks inside other blocks: none of them may be a step. */
  within(nodes: readonly RootContent[]): Block[] {
    return nodes.flatMap((node) => {
      const fence = node.type === 'code' ? node.data?.fence : undefined;
      if (fence && isStep((node as Code).lang ?? ''))
        this.#report(startOf(node), MARKDOWN.noStepHere, MARKDOWN.atMargin);
      return (node.type === 'paragraph' ? this.paragraph(node) : this.block(node)) ?? [];
    });
  }

  #html(node: Html): void {
    const read = parseComments(node, this.#source, this.#report);
    if (!read) this.#refuse(node);
    else read.forEach(this.#note);
  }

  #refuse(node: Node): void {
    const at = startOf(node);
    if (node.type.startsWith('image')) this.#report(at, MARKDOWN.image, MARKDOWN.linkImage);
    else if (node.type.startsWith('footnote')) this.#report(at, MARKDOWN.footnote, MARKDOWN.sayInText);
    else this.#report(at, MARKDOWN.html, MARKDOWN.writeMarkdown);
  }
}

/** The addresses of link references; of two with the same name the first counts. */
function addressesIn(nodes: readonly (RootContent | BlockContent)[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: RootContent) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node.url);
    if ('children' in node) node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return found;
}
