/** The lint rule that enforces `layers.js`: every import is resolved and looked up there. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ALONE, INSIDE, LEAVES, PACKAGED_DOORS, PARTS, STRANGERS } from './layers.js';

/** Leaves that others are packaged with. */
const BUNDLED = [...new Set(Object.values(ALONE).flat())];
const OWN = BUNDLED.filter((part) => !LEAVES.includes(part));
const SOURCES = join(import.meta.dirname, '..', '..', 'src');

/**
 * @param {string} from importing file, relative to src/
 * @param {string} to imported file, relative to src/
 * @param {boolean} type only types are imported
 * @returns {string | undefined} what is wrong with it
 */
export function complaint(from, to, type) {
  if (to.startsWith('..')) return 'src imports nothing that lies outside of it';
  const [part, ...inside] = from.split('/');
  const [other, ...insideOther] = to.split('/');
  if (part !== other) return betweenParts(part, other, insideOther, type);
  return insidePart(part, inside, insideOther);
}

function betweenParts(part, other, inside, type) {
  const packaged = OWN.includes(part) ? BUNDLED.filter((each) => LEAVES.includes(each)) : ALONE[part];
  if (packaged && !packaged.includes(other))
    return `${part} is packaged alone: it imports ${listed(packaged) || 'nothing'} of the rest`;
  const door = packaged && PACKAGED_DOORS[part]?.[other];
  if (door && inside.join('/') !== door)
    return `${part} is packaged alone: it imports ${other} through ${door}`;
  if (LEAVES.includes(other)) {
    const below = LEAVES.slice(LEAVES.indexOf(part) + 1);
    if (!LEAVES.includes(part) || below.includes(other)) return undefined;
    return `${part} may import ${below.length === 0 ? 'nothing of the rest' : listed(below)}`;
  }
  const bundled = OWN.includes(other) && !LEAVES.includes(part);
  const allowed = bundled ? 'all' : PARTS[part]?.[other];
  if (!allowed) return `${part} may import ${listed([...Object.keys(PARTS[part] ?? {}), ...LEAVES])}`;
  if (allowed === 'types' && !type) return `${part} may import the types of ${other} only`;
  return inside.join('/') === 'index.ts' ? undefined : `${other} is imported through its index.ts`;
}

function insidePart(part, inside, other) {
  const stranger = STRANGERS.map((folder) => folder.split('/').slice(1)).find((path) =>
    [inside, other].every(
      (file) => file.length > path.length + 1 && path.every((name, at) => file[at] === name),
    ),
  );
  if (stranger && inside[stranger.length] !== other[stranger.length])
    return `${stranger.at(-1)} import nothing of each other: what two need lies beside them`;
  const rules = INSIDE[part];
  if (!rules) return undefined;
  const [here, there] = [inside, other].map(([folder]) =>
    rules.layers.findIndex((row) => row.includes(folder)),
  );
  if (other.length === 1 && rules.doors && other[0] === 'index.ts')
    return `${part}/index.ts is for the outside`;
  if (other.length === 1) return undefined;
  if (there === -1 || (inside.length > 1 && here === -1))
    return `${part}/${(there === -1 ? other : inside)[0]} has no place in the layers yet: name it in layers.js`;
  if (inside[0] === other[0]) return insideComponent(inside, other, rules);
  if (inside.length > 1 && here >= there) {
    const below = rules.layers.slice(here + 1).flat();
    return `${inside[0]} may import ${below.length === 0 ? 'nothing' : listed(below)} of ${part}`;
  }
  return rules.doors && other.slice(1).join('/') !== 'index.ts'
    ? `${other[0]} is imported through its index.ts`
    : undefined;
}

/** A program, `main.ts`, is outside the door of its own component. */
function insideComponent(inside, other, { doors }) {
  const own = doors && other.length === 2 && other[1] === 'index.ts';
  return own && inside[1] !== 'main.ts' ? 'index.ts is for the outside' : undefined;
}

const listed = (names) => names.join(', ');

const imports = {
  create(context) {
    const from = relative(SOURCES, context.filename);
    if (from.startsWith('..')) return {};
    const check = (node, source, type) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const to = relative(SOURCES, resolve(dirname(context.filename), source.value));
      const message = complaint(from.split(sep).join('/'), to.split(sep).join('/'), type);
      if (message) context.report({ node: source, message: `${message} (scripts/lint/layers.js)` });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument, true),
    };
  },
};

/** One way for private members; `private constructor` is allowed, since there is no other. */
const privateMembers = {
  create(context) {
    const check = (node) => {
      if (node.accessibility === 'private' && node.kind !== 'constructor')
        context.report({ node, message: 'a private member is written with #' });
    };
    return { PropertyDefinition: check, MethodDefinition: check };
  },
};

export default { meta: { name: 'layout' }, rules: { imports, 'private-members': privateMembers } };
