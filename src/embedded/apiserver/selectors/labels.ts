/** Label selectors: `app=kad,tier!=db,env in (a, b),!old`. */
import { badRequest } from '../errors.ts';

export interface Requirement {
  key: string;
  operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!';
  values: string[];
}

export type LabelMatcher = (labels: Record<string, string> | undefined) => boolean;

const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?';
const KEY = new RegExp(`^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?${NAME}$`);
const VALUE = new RegExp(`^(?:${NAME})?$`);

/** Splits at commas that are not within parentheses. */
function terms(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let term = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) {
      found.push(term);
      term = '';
    } else term += char;
  }
  found.push(term);
  return found.map((part) => part.trim());
}

function requirement(term: string): Requirement {
  const fail = (why: string) => badRequest(`unable to parse requirement: ${why}`);
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(term);
  const binary = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/.exec(term);
  const unary = /^(!?)\s*([^=!\s()]+)$/.exec(term);
  let parsed: Requirement;
  if (set)
    parsed = {
      key: set[1]!,
      operator: set[2] as 'in' | 'notin',
      values: set[3]!.split(',').map((v) => v.trim()),
    };
  else if (binary)
    parsed = { key: binary[1]!, operator: binary[2] === '!=' ? '!=' : '=', values: [binary[3]!] };
  else if (unary) parsed = { key: unary[2]!, operator: unary[1] === '!' ? '!' : 'exists', values: [] };
  else throw fail(`found '${term}', expected: identifier, !, in, notin, =, ==, !=`);
  if (!KEY.test(parsed.key))
    throw fail(
      `<nil>: Invalid value: "${parsed.key}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    );
  for (const value of parsed.values)
    if (!VALUE.test(value) || value.length > 63)
      throw fail(
        `values[0][${parsed.key}]: Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
      );
  return parsed;
}

/** Blank text selects everything. @throws ApiError 400 if it does not parse */
function parseLabelSelector(text: string): Requirement[] {
  if (text.trim() === '') return [];
  return terms(text).map(requirement);
}

function satisfies({ key, operator, values }: Requirement, labels: Record<string, string>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case '=':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
  }
}

export function labelMatcher(text: string | undefined): LabelMatcher | undefined {
  const requirements = parseLabelSelector(text ?? '');
  if (requirements.length === 0) return undefined;
  return (labels) => requirements.every((one) => satisfies(one, labels ?? {}));
}

interface LabelSelectorObject {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** A `metav1.LabelSelector` as text: `app=kad,tier in (a,b)`. */
export function formatLabelSelector(selector: LabelSelectorObject | undefined): string {
  const equalities = Object.entries(selector?.matchLabels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.toSorted().join(',')})`;
  });
  return [...equalities, ...expressions].join(',');
}

/** Whether a `metav1.LabelSelector` object selects these labels; an empty one selects everything. */
export function selects(
  selector: LabelSelectorObject | undefined,
  labels: Record<string, string> | undefined,
): boolean {
  const matcher = labelMatcher(formatLabelSelector(selector));
  return matcher === undefined || matcher(labels);
}
