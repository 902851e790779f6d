/** Binary operators of scalars and vectors. */
import { Labels, METRIC_NAME } from '../labels.ts';
import { COMPARISONS } from './syntax/ast.ts';
import type { Binary, BinaryOperator, Matching } from './syntax/ast.ts';
import { executionError } from './errors.ts';
import type { Sample, Value } from './value.ts';

export function binary(node: Binary, left: Value, right: Value): Value {
  if (left.type === 'scalar' && right.type === 'scalar') {
    const { value, keep } = combine(node.operator, left.v, right.v);
    return { type: 'scalar', v: COMPARISONS.has(node.operator) ? Number(keep) : value };
  }
  if (left.type === 'vector' && right.type === 'vector') {
    const samples = node.matching.cardinality === 'many-to-many' ? setOperation : vectorOperation;
    return { type: 'vector', samples: samples(node, left.samples, right.samples) };
  }
  if (left.type === 'vector' && right.type === 'scalar')
    return { type: 'vector', samples: scalarOperation(node, left.samples, right.v, false) };
  if (left.type === 'scalar' && right.type === 'vector')
    return { type: 'vector', samples: scalarOperation(node, right.samples, left.v, true) };
  throw new Error(`no ${node.operator} between ${left.type} and ${right.type}`);
}

/** For comparisons, `value` is the left side and `keep` the result. */
function combine(operator: BinaryOperator, left: number, right: number): { value: number; keep: boolean } {
  const kept = (value: number) => ({ value, keep: true });
  switch (operator) {
    case '+':
      return kept(left + right);
    case '-':
      return kept(left - right);
    case '*':
      return kept(left * right);
    case '/':
      return kept(left / right);
    case '%':
      return kept(left % right);
    case '^':
      return kept(power(left, right));
    case 'atan2':
      return kept(Math.atan2(left, right));
    case '==':
      return { value: left, keep: left === right };
    case '!=':
      return { value: left, keep: left !== right };
    case '<':
      return { value: left, keep: left < right };
    case '>':
      return { value: left, keep: left > right };
    case '<=':
      return { value: left, keep: left <= right };
    case '>=':
      return { value: left, keep: left >= right };
    default:
      throw new Error(`no arithmetic for ${operator}`);
  }
}

/** As in C and Go: 1 to any power is 1, where JavaScript may give NaN. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

function dropsName({ operator, bool }: Binary): boolean {
  return bool || !COMPARISONS.has(operator);
}

function scalarOperation(node: Binary, samples: Sample[], scalar: number, scalarFirst: boolean): Sample[] {
  const comparison = COMPARISONS.has(node.operator);
  return samples.flatMap(({ labels, v }) => {
    const { value, keep } = scalarFirst
      ? combine(node.operator, scalar, v)
      : combine(node.operator, v, scalar);
    if (!keep && !node.bool) return [];
    const result = node.bool ? Number(keep) : comparison ? v : value;
    return [{ labels: dropsName(node) ? labels.without(METRIC_NAME) : labels, v: result }];
  });
}

function signature(labels: Labels, { on, labels: names }: Matching): Labels {
  return on ? labels.only(...names) : labels.without(METRIC_NAME, ...names);
}

function setOperation({ operator, matching }: Binary, left: Sample[], right: Sample[]): Sample[] {
  const keys = (samples: Sample[]) => new Set(samples.map(({ labels }) => signature(labels, matching).key));
  const inSet = (set: Set<string>) => (sample: Sample) => set.has(signature(sample.labels, matching).key);
  if (operator === 'and') return left.filter(inSet(keys(right)));
  if (operator === 'unless') return left.filter((sample) => !inSet(keys(right))(sample));
  const already = inSet(keys(left));
  return [...left, ...right.filter((sample) => !already(sample))];
}

function vectorOperation(node: Binary, left: Sample[], right: Sample[]): Sample[] {
  const { matching } = node;
  if (left.length === 0 || right.length === 0) return [];
  const swapped = matching.cardinality === 'one-to-many';
  const [many, one] = swapped ? [right, left] : [left, right];
  const bySignature = new Map<string, Sample>();
  for (const sample of one) {
    const key = signature(sample.labels, matching);
    const other = bySignature.get(key.key);
    if (other)
      throw executionError(
        `found duplicate series for the match group ${key} on the ${swapped ? 'left' : 'right'} hand-side of the operation: [${other.labels}, ${sample.labels}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    bySignature.set(key.key, sample);
  }
  const seen = new Set<string>();
  const result: Sample[] = [];
  for (const sample of many) {
    const key = signature(sample.labels, matching).key;
    const partner = bySignature.get(key);
    if (!partner) continue;
    const { value, keep } = swapped
      ? combine(node.operator, partner.v, sample.v)
      : combine(node.operator, sample.v, partner.v);
    if (!keep && !node.bool) continue;
    const labels = resultLabels(node, sample.labels, partner.labels);
    const oneToOne = matching.cardinality === 'one-to-one';
    const identity = oneToOne ? key : `${key}\u0001${labels.key}`;
    if (seen.has(identity))
      throw executionError(
        oneToOne
          ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
          : 'multiple matches for labels: grouping labels must ensure unique matches',
      );
    seen.add(identity);
    result.push({ labels, v: node.bool ? Number(keep) : value });
  }
  return result;
}

function resultLabels(node: Binary, many: Labels, one: Labels): Labels {
  const { matching } = node;
  let labels = dropsName(node) ? many.without(METRIC_NAME) : many;
  if (matching.cardinality === 'one-to-one')
    labels = matching.on ? labels.only(...matching.labels) : labels.without(...matching.labels);
  for (const name of matching.include) labels = labels.set(name, one.get(name));
  return labels;
}
