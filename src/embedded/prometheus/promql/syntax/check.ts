/** Checks beyond the grammar: types, and vector matching. */
import type { SyntaxNode } from '@lezer/common';
import { COMPARISONS, SET_OPERATORS, TYPE_NAMES } from './ast.ts';
import type { Aggregate, Binary, BinaryOperator, Call, Expr, Matching, Unary, ValueType } from './ast.ts';
import { badData } from '../errors.ts';
import type { Operator } from './precedence.ts';
import { SIGNATURES } from './signatures.ts';
import { children, groupingLabels, text } from './syntax.ts';

export function valueType(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'matrix':
    case 'subquery':
      return 'matrix';
    case 'unary':
      return valueType(expr.expr);
    case 'binary':
      return valueType(expr.left) === 'scalar' && valueType(expr.right) === 'scalar' ? 'scalar' : 'vector';
    case 'call':
      return SIGNATURES.get(expr.name)?.gives ?? 'vector';
    default:
      return 'vector';
  }
}

const AGGREGATIONS = new Map<string, ValueType | undefined>([
  ...'sum min max avg count stddev stdvar group'.split(' ').map((name) => [name, undefined] as const),
  ...'topk bottomk quantile'.split(' ').map((name) => [name, 'scalar'] as const),
  ['count_values', 'string'],
]);

export function checkedAggregate(
  operator: string,
  args: Expr[],
  grouping: Pick<Aggregate, 'without' | 'labels'>,
): Aggregate {
  if (!AGGREGATIONS.has(operator)) throw badData(`aggregation ${JSON.stringify(operator)} is not supported`);
  const parameterType = AGGREGATIONS.get(operator);
  const wanted = parameterType ? 2 : 1;
  if (args.length === 0) throw badData(`no arguments for aggregate expression ${operator} provided`);
  if (args.length !== wanted)
    throw badData(
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    );
  const expr = args.at(-1) as Expr;
  expectType(expr, 'vector', 'aggregation expression');
  const base = { kind: 'aggregate' as const, operator, expr, ...grouping };
  if (!parameterType) return base;
  expectType(args[0] as Expr, parameterType, 'aggregation parameter');
  return { ...base, parameter: args[0] as Expr };
}

export function checkedCall(name: string, args: Expr[]): Call {
  const signature = SIGNATURES.get(name);
  if (!signature) throw badData(`function ${JSON.stringify(name)} is not supported`);
  const { takes, optional } = signature;
  const least = takes.length - Math.abs(optional);
  const most = optional < 0 ? Infinity : takes.length;
  if (args.length < least || args.length > most) {
    const expected =
      least === most ? String(least) : args.length < least ? `at least ${least}` : `at most ${most}`;
    throw badData(`expected ${expected} argument(s) in call to ${JSON.stringify(name)}, got ${args.length}`);
  }
  args.forEach((arg, index) =>
    expectType(arg, (takes[index] ?? takes.at(-1)) as ValueType, `call to function ${JSON.stringify(name)}`),
  );
  return { kind: 'call', name, args };
}

export function checkedUnary(expr: Unary): Unary {
  const type = valueType(expr.expr);
  if (type !== 'scalar' && type !== 'vector')
    throw badData(
      `unary expression only allowed on expressions of type scalar or instant vector, got ${JSON.stringify(TYPE_NAMES[type])}`,
    );
  return expr;
}

export function checkedBinary({ operator, bool, matching }: Operator, left: Expr, right: Expr): Binary {
  const types = [left, right].map(valueType);
  if (types.some((type) => type !== 'scalar' && type !== 'vector'))
    throw badData('binary expression must contain only scalar and instant vector types');
  const vectors = types.every((type) => type === 'vector');
  const scalars = types.every((type) => type === 'scalar');
  if (bool && !COMPARISONS.has(operator))
    throw badData('bool modifier can only be used on comparison operators');
  if (scalars && COMPARISONS.has(operator) && !bool)
    throw badData('comparisons between scalars must use BOOL modifier');
  if (SET_OPERATORS.has(operator) && !vectors)
    throw badData(`set operator ${JSON.stringify(operator)} not allowed in binary scalar expression`);
  if (!vectors && (matching.labels.length > 0 || matching.on))
    throw badData('vector matching only allowed between instant vectors');
  return { kind: 'binary', operator, left, right, bool, matching };
}

/** The operator of a BinaryExpr. */
export function binaryOperator(node: SyntaxNode, source: string): Operator {
  const [, symbol, ...rest] = children(node) as [SyntaxNode, SyntaxNode, ...SyntaxNode[]];
  const operator = text(symbol, source).toLowerCase() as BinaryOperator;
  if (symbol.name === 'TrimUpper' || symbol.name === 'TrimLower')
    throw badData(`operator ${JSON.stringify(operator)} is not supported`);
  if (rest.some((part) => part.name === 'FillModifier')) throw badData('fill modifiers are not supported');
  const clause = rest.find((part) => part.name === 'MatchingModifierClause');
  const matching = clause ? readMatching(clause, source) : plainMatching();
  if (SET_OPERATORS.has(operator)) {
    if (matching.cardinality !== 'one-to-one')
      throw badData(`no grouping allowed for ${JSON.stringify(operator)} operation`);
    matching.cardinality = 'many-to-many';
  }
  return { operator, bool: rest.some((part) => part.name === 'BoolModifier'), matching };
}

function plainMatching(): Matching {
  return { cardinality: 'one-to-one', on: false, labels: [], include: [] };
}

function readMatching(clause: SyntaxNode, source: string): Matching {
  const parts = children(clause);
  const [labels = [], include = []] = parts
    .filter((part) => part.name === 'GroupingLabels')
    .map((part) => groupingLabels(part, source));
  const on = parts[0]?.name === 'On';
  const cardinality = parts.some((part) => part.name === 'GroupLeft')
    ? 'many-to-one'
    : parts.some((part) => part.name === 'GroupRight')
      ? 'one-to-many'
      : 'one-to-one';
  const both = on ? labels.find((label) => include.includes(label)) : undefined;
  if (both) throw badData(`label ${JSON.stringify(both)} must not occur in ON and GROUP clause at once`);
  return { cardinality, on, labels, include };
}

function expectType(expr: Expr, wanted: ValueType, context: string): void {
  const got = valueType(expr);
  if (got !== wanted)
    throw badData(`expected type ${TYPE_NAMES[wanted]} in ${context}, got ${TYPE_NAMES[got]}`);
}
