import { Labels, METRIC_NAME } from '../../labels.ts';
import type { Expr } from '../syntax/ast.ts';

/** The labels of absent(): those of the selector's equality matchers. */
export function absentLabels(expr: Expr | undefined): Labels {
  const selector = expr?.kind === 'matrix' ? expr.selector : expr;
  if (selector?.kind !== 'selector') return Labels.empty;
  const names = selector.matchers.map(({ name }) => name);
  const said = selector.matchers.filter(
    ({ name, operator }) =>
      operator === '=' && name !== METRIC_NAME && names.indexOf(name) === names.lastIndexOf(name),
  );
  return Labels.from(said.map(({ name, value }) => [name, value]));
}
