/** The JSONPath of printer columns: `.spec.replicas`, `.status.conditions[?(@.type=="Ready")].status`, `['a.b']`, `[0]`, `[*]`. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';

type Step = (values: Json[]) => Json[];

const member =
  (key: string): Step =>
  (values) =>
    values.flatMap((value) => (isObject(value) && Object.hasOwn(value, key) ? [value[key]] : []));

const all: Step = (values) =>
  values.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));

const item =
  (index: number): Step =>
  (values) =>
    values.flatMap((value) =>
      Array.isArray(value) && value.at(index) !== undefined ? [value.at(index)] : [],
    );

function compare(left: Json, operator: string, right: Json): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (left === undefined) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** `@.type=="Ready"` or `@.type`. */
function filter(text: string): Step | undefined {
  const match = /^@((?:\.[\w/-]+)+)\s*(?:(==|!=|<=|>=|<|>)\s*(.+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, path = '', operator, literal] = match;
  const inner = parse(path);
  if (!inner) return undefined;
  let wanted: Json;
  if (literal !== undefined) {
    const quoted = /^(['"])(.*)\1$/.exec(literal.trim());
    if (!quoted && !/^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(literal.trim())) return undefined;
    wanted = quoted ? quoted[2] : JSON.parse(literal.trim());
  }
  const passes = (value: Json) => {
    const found = inner([value]);
    return operator === undefined ? found.length > 0 : compare(found[0], operator, wanted);
  };
  return (values) => values.flatMap((value) => (Array.isArray(value) ? value.filter(passes) : []));
}

const TOKEN = /\.((?:\\.|[\w/-])+|\*)|\[\s*(?:'([^']*)'|"([^"]*)"|(-?\d+)|(\*)|\?\((.*?)\))\s*\]/gy;

/** Undefined where the text is not understood. */
function parse(text: string): Step | undefined {
  const steps: Step[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    const [whole, dotted, single, double, index, star, condition] = token;
    end += whole.length;
    const key = dotted ?? single ?? double;
    if (key !== undefined && key !== '*')
      steps.push(member(dotted === undefined ? key : key.replaceAll(/\\(.)/g, '$1')));
    else if (index !== undefined) steps.push(item(Number(index)));
    else if (star !== undefined || dotted === '*') steps.push(all);
    else {
      const step = filter(condition ?? '');
      if (!step) return undefined;
      steps.push(step);
    }
  }
  if (end !== text.length) return undefined;
  return (values) => steps.reduce((found, step) => step(found), values);
}

/** Everything the path finds in an object, in order; a path that is not understood finds nothing. */
export function jsonPath(text: string): (object: Json) => Json[] {
  const trimmed = text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\$/, '');
  const step = parse(trimmed);
  return (object) => step?.([object]) ?? [];
}
