/** Kubernetes' JSONPath: `{.a.b[0].c}`, `[*]`, `["k"]`, `[?(@.type=="Ready")]`; without slices and `..`. */

/** Returns the values at the path in an object, in order. */
export type JsonPath = (object: unknown) => unknown[];

type Step = (value: unknown) => unknown[];

const member =
  (key: string): Step =>
  (value) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? [(value as Record<string, unknown>)[key]]
      : [];
const every: Step = (value) => (typeof value === 'object' && value !== null ? Object.values(value) : []);
const item =
  (index: number): Step =>
  (value) =>
    Array.isArray(value) && value.at(index) !== undefined ? [value.at(index)] : [];
const filter =
  (passes: (value: unknown) => boolean): Step =>
  (value) =>
    Array.isArray(value) ? value.filter(passes) : [];

type Comparable = string | number;

const COMPARISONS: Record<string, (left: Comparable, right: Comparable) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
};
const CONDITION =
  /^@([^=<>!]+?)\s*(?:(==|!=|<=|>=|<|>)\s*(?:(['"])(.*)\3|(-?\d+(?:\.\d+)?|true|false|null)))?$/s;

/** `@.type=="Ready"`, or `@.type` for existence. */
function condition(text: string): Step | undefined {
  const [, path, operator, quote, quoted, literal] = CONDITION.exec(text.trim()) ?? [];
  const inner = path === undefined ? undefined : parseJsonPath(path);
  if (!inner) return undefined;
  if (operator === undefined) return filter((value) => inner(value).length > 0);
  const wanted = (quote ? quoted : JSON.parse(literal!)) as Comparable;
  return filter((value) => inner(value).some((found) => COMPARISONS[operator]!(found as Comparable, wanted)));
}

/** A dot within a name is written `\.`. */
const TOKEN =
  /\.\*|\[\s*\*\s*\]|\[\s*(?<index>-?\d+)\s*\]|\[\s*(?<quote>['"])(?<key>.+?)\k<quote>\s*\]|\[\s*\?\((?<condition>(?:[^)'"]|'[^']*'|"[^"]*")*)\)\s*\]|\.?(?<name>(?:\\.|[^\s.*[\]{}\\])+)/gsy;

function stepOf({ index, key, condition: test, name }: Record<string, string | undefined>): Step | undefined {
  if (index !== undefined) return item(Number(index));
  if (test !== undefined) return condition(test);
  const known = key ?? name?.replace(/\\(.)/g, '$1');
  return known === undefined ? every : member(known);
}

/** @returns undefined if the text is not a valid path */
export function parseJsonPath(text: string): JsonPath | undefined {
  const path = text
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^\$/, '');
  if (path === '' || path === '.') return (object) => [object];
  const tokens = [...path.matchAll(TOKEN)];
  const steps = tokens.map(({ groups }) => stepOf(groups ?? {}));
  if (tokens.map(([whole]) => whole).join('') !== path || steps.includes(undefined)) return undefined;
  return (object) =>
    (steps as Step[]).reduce<unknown[]>((values, step) => values.flatMap((each) => step(each)), [object]);
}
