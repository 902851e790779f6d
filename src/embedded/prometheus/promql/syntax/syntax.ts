/** Helpers to read the official grammar's syntax tree. */
import type { SyntaxNode } from '@lezer/common';

export function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'LineComment') all.push(child);
  return all;
}

export function text(node: SyntaxNode, source: string): string {
  return source.slice(node.from, node.to);
}

export function groupingLabels(node: SyntaxNode, source: string): string[] {
  return children(node).map((label) => text(label, source));
}
