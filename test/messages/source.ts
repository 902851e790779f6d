/** What a file says to people: read from its syntax, not from what happens to be printed. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseAst } from 'vitest/node';

interface Node {
  type: string;
  [field: string]: unknown;
}

/** A text with `{}` where a value goes. */
export type Skeleton = string;

/** Calls whose texts a person reads; properties and constants that hold such texts; functions that make them. */
const CALLS =
  /^(\w*Error|embedded|fail|newly|noCluster|note|paragraph|passing|preparing|print|reject|report|rule|send|tell|translate|unknown|watch|write|writeNote|wrong)$/;
const HOLDERS =
  /^(after|again|all|because|cluster|detail|details|engine|expected|fact|facts|got|invalid|message|problem|remedy|summary|told|what|why|EXAMPLE|INSTEAD|REASONS|WORDS)$/;
const MAKERS =
  /^(\w*Clauses?|\w*[cC]omplaint\w*|describe\w*|detailsOf|exitCodeOf|lastLine|lasting|notABucket|observed|nothingIn|regexProblem|secondLine|stageNow|suggestion|summaryLines|unbalanced|verdict|vitalsOf|wayOf|whereStackIs|words)$/;

/**
 * @param file a path; with `isSource`, what stands in a file
 * @returns every text of the file, and those that a person reads
 */
export function textsOf(
  file: string,
  { isSource = false } = {},
): { all: Set<Skeleton>; spoken: Set<Skeleton> } {
  const lang = isSource ? 'ts' : (extname(file).slice(1) as 'ts' | 'tsx' | 'js');
  const source = isSource ? file : readFileSync(file, 'utf8');
  const program = parseAst(source, { lang }) as unknown as Node;
  const choices = choicesIn(program);
  const all = new Set<Skeleton>();
  const spoken = new Set<Skeleton>();
  visit(program, false);
  return { all, spoken };

  function visit(node: Node, speaking: boolean): void {
    const text = textOf(node);
    if (text === undefined) {
      for (const part of childrenOf(node)) visit(part, speaks(node, part, speaking));
      return;
    }
    const wordings = wordingsOf(node, choices);
    for (const each of [text, ...wordings]) all.add(each);
    if (speaking) for (const each of wordings) if (isSentence(each)) spoken.add(each);
    for (const hole of holesOf(node)) visit(hole, false);
  }
}

function speaks(node: Node, part: Node, speaking: boolean): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      // What a value is made of by a call is not told as it is.
      return part === node.callee ? speaking : CALLS.test(nameOf(node.callee));
    case 'Property':
      return part !== node.key && (speaking || HOLDERS.test(nameOf(node.key)));
    case 'VariableDeclarator':
      return part === node.init && (HOLDERS.test(nameOf(node.id)) || MAKERS.test(nameOf(node.id)));
    case 'FunctionDeclaration':
      return MAKERS.test(nameOf(node.id));
    case 'ConditionalExpression':
    case 'IfStatement':
      return speaking && part !== node.test;
    case 'BinaryExpression':
      return speaking && node.operator === '+';
    case 'SwitchCase':
    case 'AssignmentPattern':
    case 'MemberExpression':
      return speaking && part !== node.test && part !== node.property;
    default:
      return speaking;
  }
}

function nameOf(node: unknown): string {
  const { type, property, name } = (node ?? {}) as Partial<Node>;
  if (type === 'MemberExpression') return nameOf(property);
  return typeof name === 'string' ? name : '';
}

function textOf(node: Node): Skeleton | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral') return quasis(node).join('{}');
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const [left, right] = [textOf(node.left as Node), textOf(node.right as Node)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function quasis(template: Node): string[] {
  return (template.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
}

function holesOf(node: Node): Node[] {
  if (node.type === 'TemplateLiteral') return node.expressions as Node[];
  return node.type === 'BinaryExpression' ? [node.left as Node, node.right as Node].flatMap(holesOf) : [];
}

/** What a text can come to where a choice between texts stands in it. */
function wordingsOf(node: Node, choices: Map<string, Node>): Skeleton[] {
  if (node.type === 'BinaryExpression')
    return wordingsOf(node.left as Node, choices).flatMap((left) =>
      wordingsOf(node.right as Node, choices).map((right) => left + right),
    );
  if (node.type !== 'TemplateLiteral') return [textOf(node)!];
  const [first = '', ...rest] = quasis(node);
  return holesOf(node).reduce(
    (sofar, hole, index) =>
      sofar.flatMap((before) => valuesOf(hole, choices).map((value) => before + value + rest[index])),
    [first],
  );
}

function valuesOf(node: Node, choices: Map<string, Node>): Skeleton[] {
  if (node.type === 'ConditionalExpression')
    return [node.consequent as Node, node.alternate as Node].flatMap((each) => valuesOf(each, choices));
  const choice = node.type === 'Identifier' ? choices.get(node.name as string) : undefined;
  if (choice) return valuesOf(choice, choices);
  return textOf(node) === undefined ? ['{}'] : wordingsOf(node, choices);
}

/** Constants that are one text or another. */
function choicesIn(node: Node, found = new Map<string, Node>()): Map<string, Node> {
  const init = node.init as Node | undefined;
  if (node.type === 'VariableDeclarator' && init?.type === 'ConditionalExpression' && isChoice(init))
    found.set(nameOf(node.id), init);
  for (const part of childrenOf(node)) choicesIn(part, found);
  return found;
}

function isChoice(node: Node): boolean {
  return node.type === 'ConditionalExpression'
    ? [node.consequent as Node, node.alternate as Node].every(isChoice)
    : textOf(node) !== undefined;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((each): each is Node => typeof (each as Node | null)?.type === 'string');
}

/** Two words at least: a lone one is a name. */
function isSentence(text: Skeleton): boolean {
  return /\p{L}{2,}.*\s|\s.*\p{L}{2,}/su.test(text.replaceAll('{}', ''));
}
