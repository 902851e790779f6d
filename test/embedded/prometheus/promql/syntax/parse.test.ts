import { describe, expect, test } from 'vitest';
import type { Expr } from '../../../../../src/embedded/prometheus/promql/syntax/ast.ts';
import { parse, parseMatchers } from '../../../../../src/embedded/prometheus/promql/syntax/parse.ts';

describe('operators have the precedence of Prometheus', () => {
  test.each([
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['-a ^ b', '-(a ^ b)'],
    ['-a * b', '(-a * b)'],
    ['a ^ -b', '(a ^ -b)'],
    ['a or b and c unless d', '(a or ((b and c) unless d))'],
    ['a > b + c', '(a > (b + c))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a + b offset 5m', '(a + b offset 300000)'],
    ['a + b offset 5m * c', '(a + (b offset 300000 * c))'],
    ['-a offset 5m', '-a offset 300000'],
    ['a @ 5 offset -1m + b', '(a @ 5000 offset -60000 + b)'],
    ['a @ end() or b @ start()', '(a @ end or b @ start)'],
    ['sum by (x, y) (rate(a[1m])) / b', '(sum by x,y (rate(a[60000])) / b)'],
    ['sum(a) without (x)', 'sum without x (a)'],
    ['max_over_time(a[1h:5m] offset 1m)', 'max_over_time(a[3600000:300000] offset 60000)'],
    ['-1 + 2', '(-1 + 2)'],
    ['2 * -0x1F', '(2 * -31)'],
    ['a # a comment\n+ b', '(a + b)'],
  ])('%s', (query, wanted) => {
    expect(show(parse(query))).toBe(wanted);
  });
});

describe('an invalid query is refused, and the message says why', () => {
  test.each([
    ['', 'no expression found'],
    ['sum(', '1:5: parse error: unexpected end of input'],
    ['a\n+ )', '2:3: parse error: unexpected ")"'],
    ['rats(a[5m])', 'unknown function with name "rats"'],
    ['acos(a)', 'function "acos" is not supported'],
    ['limitk(2, a)', 'aggregation "limitk" is not supported'],
    ['rate(a)', 'expected type range vector in call to function "rate", got instant vector'],
    ['round(a, 1, 2)', 'expected at most 2 argument(s) in call to "round", got 3'],
    ['sum(1)', 'expected type instant vector in aggregation expression, got scalar'],
    ['topk(a)', 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['1 < 2', 'comparisons between scalars must use BOOL modifier'],
    ['a + bool b', 'bool modifier can only be used on comparison operators'],
    ['a and 1', 'set operator "and" not allowed in binary scalar expression'],
    ['a and on (x) group_left b', 'no grouping allowed for "and" operation'],
    ['a * on (x) group_left (x) b', 'label "x" must not occur in ON and GROUP clause at once'],
    ['1 * on (x) a', 'vector matching only allowed between instant vectors'],
    ['{x=~".*"}', 'at least one non-empty matcher'],
    ['a{__name__="b"}', 'metric name must not be set twice'],
    ['a{b=~"("}', 'error parsing regexp'],
    ['a{b=~"(?=x)"}', 'invalid or unsupported Perl syntax'],
    ['a[0s]', 'duration must be greater than 0'],
    ['(a + b)[5m]', 'ranges only allowed for vector selectors'],
    ['a offset 1m offset 2m', 'offset may not be set multiple times'],
    ['sum(a) offset 1m', 'offset modifier must be preceded by'],
    ['-"text"', 'unary expression only allowed on'],
    ['"\\q"', 'unknown escape sequence'],
  ])('%s', (query, message) => {
    expect(() => parse(query)).toThrow(message);
    expect(() => parse(query)).toThrow(expect.objectContaining({ errorType: 'bad_data' }));
  });
});

test('strings are parsed as in Go', () => {
  const value = (query: string) => parseMatchers(query)[0]?.value;
  expect(value(String.raw`{a="\t\x41é\101\\\""}`)).toBe('\tAéA\\"');
  expect(value(String.raw`{a='it\'s'}`)).toBe("it's");
  expect(value('{a=`\\n`}')).toBe('\\n');
});

function show(expr: Expr): string {
  const time = (node: { at?: unknown; offset: number }) =>
    (node.at === undefined ? '' : ` @ ${String(node.at)}`) +
    (node.offset === 0 ? '' : ` offset ${node.offset}`);
  switch (expr.kind) {
    case 'number':
    case 'string':
      return String(expr.value);
    case 'selector':
      return `${expr.matchers[0]?.value}${time(expr)}`;
    case 'matrix':
      return `${expr.selector.matchers[0]?.value}[${expr.range}]${time(expr.selector)}`;
    case 'subquery':
      return `${show(expr.expr)}[${expr.range}:${expr.step ?? ''}]${time(expr)}`;
    case 'unary':
      return `${expr.operator}${show(expr.expr)}`;
    case 'binary':
      return `(${show(expr.left)} ${expr.operator} ${show(expr.right)})`;
    case 'call':
      return `${expr.name}(${expr.args.map(show).join(', ')})`;
    case 'aggregate':
      return `${expr.operator} ${expr.without ? 'without' : 'by'} ${expr.labels.join(',')} (${show(expr.expr)})`;
  }
}
