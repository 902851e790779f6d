/** Nodes have long names that begin alike: what differs tells them apart. */

/** @returns by name, what differs; nothing if there is one node only */
export function nodeLabels(names: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const nodes = [...new Set(names.filter((name) => name !== undefined))];
  if (nodes.length < 2) return new Map();
  const common = commonStart(nodes);
  const cut = Math.max(common.lastIndexOf('-'), common.lastIndexOf('.')) + 1;
  return new Map(nodes.map((node) => [node, node.slice(cut) || node]));
}

function commonStart([first = '', ...rest]: readonly string[]): string {
  const length = [...first].findIndex((letter, at) => rest.some((other) => other[at] !== letter));
  return length === -1 ? first : first.slice(0, length);
}
