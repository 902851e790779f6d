/**
 * In the grammar for editors a postfix (`offset`, `@`, `[5m]`) applies to the whole expression before it; in Prometheus
 * it binds to the last operand. So an expression is flattened to operands and operators, and grouped again.
 */
import { COMPARISONS } from './ast.ts';
import type { Binary, BinaryOperator, Expr, Unary } from './ast.ts';

export type Operator = Pick<Binary, 'operator' | 'bool' | 'matching'>;
export interface Operand {
  expr: Expr;
  /** Unary operators before it, outermost first. */
  signs: ('-' | '+')[];
}
export interface Flat {
  operands: [Operand, ...Operand[]];
  /** One less than operands. */
  operators: Operator[];
}

const POWER = 6;
const LEVELS: Partial<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '+': 4,
  '-': 4,
  '^': POWER,
};

function level(operator: BinaryOperator): number {
  return LEVELS[operator] ?? (COMPARISONS.has(operator) ? 3 : 5);
}

export function group(
  flat: Flat,
  build: { binary(operator: Operator, left: Expr, right: Expr): Expr; unary(expr: Unary): Expr },
): Expr {
  let next = 0;
  const signed = (operator: '-' | '+', expr: Expr): Expr =>
    expr.kind === 'number'
      ? { kind: 'number', value: operator === '-' ? -expr.value : expr.value }
      : build.unary({ kind: 'unary', operator, expr });
  const operand = (): Expr => {
    const { expr, signs } = flat.operands[next] as Operand;
    // A sign has the precedence of `*`: -a^2 is -(a^2).
    const inner = signs.length > 0 ? climb(expr, POWER) : expr;
    return signs.reduceRight<Expr>((result, operator) => signed(operator, result), inner);
  };
  const climb = (first: Expr, lowest: number): Expr => {
    let left = first;
    for (;;) {
      const operator = flat.operators[next];
      if (!operator || level(operator.operator) < lowest) return left;
      const own = level(operator.operator);
      next++;
      // Only ^ is right-associative.
      const right = climb(operand(), own === POWER ? own : own + 1);
      left = build.binary(operator, left, right);
    }
  };
  return climb(operand(), 0);
}
