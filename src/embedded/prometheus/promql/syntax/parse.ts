/** Parses a query with the official grammar, and checks what the grammar does not cover. */
import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import { matcher } from '../../matcher.ts';
import type { Matcher, MatchOperator } from '../../matcher.ts';
import { METRIC_NAME } from '../../labels.ts';
import type { Expr, MatrixSelector, Subquery, VectorSelector } from './ast.ts';
import { badData, PromError } from '../errors.ts';
import { readDuration, readNumber, readString } from './literals.ts';
import { binaryOperator, checkedAggregate, checkedBinary, checkedCall, checkedUnary } from './check.ts';
import { group } from './precedence.ts';
import type { Flat } from './precedence.ts';
import { children, groupingLabels, text } from './syntax.ts';
import { syntaxError } from './syntax-error.ts';

/** @throws PromError (bad_data) if the text is not a valid query */
export function parse(source: string): Expr {
  const tree = parser.parse(source);
  const error = syntaxError(source, tree);
  if (error) throw error;
  const top = tree.topNode.firstChild;
  if (!top) throw badData('no expression found in input');
  return new Reader(source).expr(top);
}

/** The matchers of a selector, for `match[]`. */
export function parseMatchers(source: string): Matcher[] {
  const expr = parse(source);
  if (expr.kind !== 'selector' || expr.at !== undefined || expr.offset !== 0)
    throw badData(`invalid parameter "match[]": ${JSON.stringify(source)} is not a selector`);
  return expr.matchers;
}

class Reader {
  readonly #source: string;
  constructor(source: string) {
    this.#source = source;
  }

  expr(node: SyntaxNode): Expr {
    return group(this.#flatten(node), { binary: checkedBinary, unary: checkedUnary });
  }

  #flatten(node: SyntaxNode): Flat {
    const [first, second] = children(node);
    switch (node.name) {
      case 'BinaryExpr': {
        const left = this.#flatten(first as SyntaxNode);
        const right = this.#flatten(node.lastChild as SyntaxNode);
        const operator = binaryOperator(node, this.#source);
        return {
          operands: [...left.operands, ...right.operands],
          operators: [...left.operators, operator, ...right.operators],
        };
      }
      case 'UnaryExpr': {
        const flat = this.#flatten(second as SyntaxNode);
        flat.operands[0].signs.unshift(this.#text(first as SyntaxNode) as '-' | '+');
        return flat;
      }
      case 'OffsetExpr':
      case 'StepInvariantExpr':
      case 'MatrixSelector':
      case 'SubqueryExpr': {
        const flat = this.#flatten(first as SyntaxNode);
        const last = flat.operands.at(-1) as Flat['operands'][0];
        last.expr = this.#postfix(node, last.expr);
        return flat;
      }
      case 'NumberDurationLiteral': {
        const written = this.#text(node);
        const sign = /^[-+]/.exec(written)?.[0] as '-' | '+' | undefined;
        const value = readNumber(sign ? written.slice(1).trim() : written);
        return { operands: [{ expr: { kind: 'number', value }, signs: sign ? [sign] : [] }], operators: [] };
      }
      default:
        return { operands: [{ expr: this.#atom(node), signs: [] }], operators: [] };
    }
  }

  #atom(node: SyntaxNode): Expr {
    switch (node.name) {
      case 'ParenExpr':
        return this.expr(node.firstChild as SyntaxNode);
      case 'StringLiteral':
        return { kind: 'string', value: readString(this.#text(node)) };
      case 'VectorSelector':
        return this.#selector(node);
      case 'FunctionCall': {
        const [name, body] = children(node) as [SyntaxNode, SyntaxNode];
        return checkedCall(this.#text(name), this.#args(body));
      }
      case 'AggregateExpr':
        return this.#aggregate(node);
      default:
        throw badData(`${JSON.stringify(this.#text(node))} is not supported`);
    }
  }

  #args(body: SyntaxNode): Expr[] {
    return children(body).map((child) => this.expr(child));
  }

  #aggregate(node: SyntaxNode): Expr {
    const parts = children(node);
    const operator = this.#text(parts[0] as SyntaxNode).toLowerCase();
    const modifier = parts.find((part) => part.name === 'AggregateModifier');
    const body = parts.find((part) => part.name === 'FunctionCallBody') as SyntaxNode;
    return checkedAggregate(operator, this.#args(body), {
      without: modifier?.firstChild?.name === 'Without',
      labels: modifier ? groupingLabels(modifier.lastChild as SyntaxNode, this.#source) : [],
    });
  }

  #selector(node: SyntaxNode): VectorSelector {
    const matchers: Matcher[] = [];
    const name = node.getChild('Identifier');
    if (name) matchers.push(matcher(METRIC_NAME, '=', this.#text(name)));
    for (const one of children(node.getChild('LabelMatchers') ?? node)) {
      if (one.name === 'Identifier') continue;
      if (one.name !== 'UnquotedLabelMatcher')
        throw badData(`${JSON.stringify(this.#text(one))}: quoted label names are not supported`);
      const [label, operator, value] = children(one).map((part) => this.#text(part)) as [
        string,
        MatchOperator,
        string,
      ];
      if (name && label === METRIC_NAME)
        throw badData(`metric name must not be set twice: ${JSON.stringify(this.#text(name))} or ${value}`);
      matchers.push(checkedMatcher(label, operator, readString(value)));
    }
    if (matchers.every((one) => one.test('')))
      throw badData('vector selector must contain at least one non-empty matcher');
    return { kind: 'selector', matchers, offset: 0 };
  }

  #postfix(node: SyntaxNode, expr: Expr): Expr {
    if (node.name === 'MatrixSelector') {
      if (expr.kind !== 'selector') throw badData('ranges only allowed for vector selectors');
      if (expr.offset !== 0 || expr.at !== undefined)
        throw badData('no offset or @ modifiers allowed before range');
      return { kind: 'matrix', selector: expr, range: this.#duration(node.getChild('DurationExpr')) };
    }
    if (node.name === 'SubqueryExpr') {
      const [range, step] = node.getChildren('DurationExpr');
      const subquery: Subquery = { kind: 'subquery', expr, range: this.#duration(range), offset: 0 };
      return step ? { ...subquery, step: this.#duration(step) } : subquery;
    }
    const what = node.name === 'OffsetExpr' ? 'offset' : '@';
    if (expr.kind !== 'selector' && expr.kind !== 'matrix' && expr.kind !== 'subquery')
      throw badData(
        `${what} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
      );
    const target = expr.kind === 'matrix' ? expr.selector : expr;
    const modified =
      what === 'offset'
        ? { ...target, offset: this.#offset(node, target) }
        : { ...target, at: this.#at(node, target) };
    return expr.kind === 'matrix'
      ? ({ ...expr, selector: modified } as MatrixSelector)
      : (modified as VectorSelector | Subquery);
  }

  #duration(node: SyntaxNode | null | undefined): number {
    return readDuration(node ? this.#text(node) : '');
  }

  #offset(node: SyntaxNode, target: VectorSelector | Subquery): number {
    if (target.offset !== 0) throw badData('offset may not be set multiple times');
    const written = this.#text(node.lastChild as SyntaxNode);
    return written.startsWith('-') ? -readDuration(written.slice(1).trim()) : readDuration(written);
  }

  #at(node: SyntaxNode, target: VectorSelector | Subquery): number | 'start' | 'end' {
    if (target.at !== undefined) throw badData('@ <timestamp> may not be set multiple times');
    const last = node.lastChild as SyntaxNode;
    if (last.name === 'AtModifierPreprocessors') return this.#text(last) === 'start' ? 'start' : 'end';
    const seconds = readNumber(this.#text(last));
    if (!Number.isFinite(seconds)) throw badData('timestamp out of bounds for @ modifier');
    return Math.round(seconds * 1000);
  }

  #text(node: SyntaxNode): string {
    return text(node, this.#source);
  }
}

function checkedMatcher(label: string, operator: MatchOperator, value: string): Matcher {
  try {
    return matcher(label, operator, value);
  } catch (error) {
    throw new PromError('bad_data', `error parsing regexp: ${(error as Error).message}`);
  }
}
