/** The everyday part of kubectl's JSONPath: `{.a.b[0].c}`, `[*]`, `["k"]`, `[?(@.type=="Ready")]`, text around. */
import { notKnown } from '../errors.ts';

type Step = (value: unknown) => unknown[];

const field =
  (name: string): Step =>
  (value) => {
    if (typeof value !== 'object' || value === null) return [];
    const found = (value as Record<string, unknown>)[name];
    return found === undefined ? [] : [found];
  };
const every: Step = (value) => (typeof value === 'object' && value !== null ? Object.values(value) : []);
const index =
  (at: number): Step =>
  (value) =>
    Array.isArray(value) && value.at(at) !== undefined ? [value.at(at)] : [];

function filter(path: string, operator: string, literal: string): Step {
  const wanted = literal.replace(/^["']|["']$/g, '');
  const steps = parseSteps(path);
  return (value) =>
    every(value).filter((item) => {
      const [found] = follow(steps, item);
      return found !== undefined && (String(found) === wanted) === (operator === '==');
    });
}

const TOKENS: [RegExp, (match: RegExpExecArray) => Step][] = [
  [/^\[\?\(@((?:\.[\w-]+)+)\s*(==|!=)\s*("[^"]*"|'[^']*'|\w+)\)\]/, (m) => filter(m[1]!, m[2]!, m[3]!)],
  [/^\[\*\]/, () => every],
  [/^\.\*/, () => every],
  [/^\[(-?\d+)\]/, (m) => index(Number(m[1]))],
  [/^\[["']([^"']+)["']\]/, (m) => field(m[1]!)],
  // A dot within a name is written `\.`.
  [/^\.?((?:\\.|[^.[\]{}\\])+)/, (m) => field(m[1]!.replace(/\\(.)/g, '$1'))],
];

function parseSteps(path: string): Step[] {
  const steps: Step[] = [];
  for (let rest = path.replace(/^\$/, ''); rest !== '' && rest !== '.';) {
    const found = TOKENS.map(([pattern, make]) => ({ match: pattern.exec(rest), make })).find(
      ({ match }) => match,
    );
    if (!found) throw notKnown(`The JSONPath ${path}`);
    steps.push(found.make(found.match!));
    rest = rest.slice(found.match![0].length);
  }
  return steps;
}

const follow = (steps: Step[], value: unknown): unknown[] =>
  steps.reduce((values, step) => values.flatMap(step), [value]);

/** All values at a path, `{.status.phase}` or `.status.phase`. */
export function valuesAt(path: string, object: unknown): unknown[] {
  return follow(parseSteps(path.replace(/^\{|\}$/g, '')), object);
}

const printed = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A template: text with paths in braces; `{"\n"}` and `{range …}{end}` too. */
export function render(template: string, object: unknown): string {
  const range = /\{range ([^}]+)\}([\s\S]*?)\{end\}/.exec(template);
  if (range) {
    const [whole, path, body] = range as unknown as [string, string, string];
    const items = valuesAt(path, object).map((item) => render(body, item));
    return (
      render(template.slice(0, range.index), object) +
      items.join('') +
      render(template.slice(range.index + whole.length), object)
    );
  }
  return template.replace(/\{([^{}]*)\}/g, (_whole, inner: string) => {
    if (/^".*"$/.test(inner)) return JSON.parse(inner) as string;
    return valuesAt(inner, object).map(printed).join(' ');
  });
}
