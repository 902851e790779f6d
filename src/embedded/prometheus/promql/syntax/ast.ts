/** The abstract syntax tree of a query. Times and durations in milliseconds. */
import type { Matcher } from '../../matcher.ts';

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** `offset` and `@`. */
export interface TimeModifiers {
  offset: number;
  at?: number | 'start' | 'end';
}

export interface NumberLiteral {
  kind: 'number';
  value: number;
}
export interface TextLiteral {
  kind: 'string';
  value: string;
}
export interface VectorSelector extends TimeModifiers {
  kind: 'selector';
  matchers: Matcher[];
}
export interface MatrixSelector {
  kind: 'matrix';
  selector: VectorSelector;
  range: number;
}
export interface Subquery extends TimeModifiers {
  kind: 'subquery';
  expr: Expr;
  range: number;
  /** Default: the evaluation interval of the configuration. */
  step?: number;
}
export interface Unary {
  kind: 'unary';
  operator: '-' | '+';
  expr: Expr;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type ComparisonOperator = '==' | '!=' | '<' | '>' | '<=' | '>=';
export type SetOperator = 'and' | 'or' | 'unless';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

export interface Matching {
  cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  /** true: `on`, false: `ignoring`. */
  on: boolean;
  labels: string[];
  /** Labels that `group_left` or `group_right` copies from the "one" side. */
  include: string[];
}
export interface Binary {
  kind: 'binary';
  operator: BinaryOperator;
  left: Expr;
  right: Expr;
  bool: boolean;
  matching: Matching;
}
export interface Call {
  kind: 'call';
  name: string;
  args: Expr[];
}
export interface Aggregate {
  kind: 'aggregate';
  operator: string;
  expr: Expr;
  parameter?: Expr;
  without: boolean;
  labels: string[];
}

export type Expr =
  | NumberLiteral
  | TextLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Unary
  | Binary
  | Call
  | Aggregate;

export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);
export const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** Names of types in Prometheus' messages. */
export const TYPE_NAMES: Record<ValueType, string> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};
