import { describe, expect, test } from 'vitest';
import { unbalanced } from '../../src/operator/signal/expression.ts';
import { parsePrometheus, policyOf, prometheusOf } from '../../src/operator/decision/policy.ts';

describe('policyOf', () => {
  test('an empty spec gives the defaults', () => {
    expect(policyOf({})).toEqual({
      min: 1,
      max: 5,
      threshold: 0.1,
      objective: 0.8,
      scaleDownAbove: 0.95,
      window: 15,
      cooldown: 10,
      stabilization: 30,
      paused: false,
    });
  });

  test('a bound of steps is kept', () => {
    expect(policyOf({ maxStep: 1 })).toMatchObject({ maxStep: 1 });
  });

  test('a high objective raises what counts as calm', () => {
    expect(policyOf({ objective: 0.99 })).toMatchObject({ scaleDownAbove: 0.99 });
  });

  test.each([
    [{ minReplicas: 3, maxReplicas: 2 }, 'maxReplicas'],
    [{ minReplicas: 0 }, 'minReplicas'],
    [{ minReplicas: 1.5 }, 'minReplicas'],
    [{ objective: 1.1 }, 'objective'],
    [{ objective: 0.9, scaleDownAbove: 0.8 }, 'scaleDownAbove'],
    [{ thresholdMilliseconds: 0 }, 'thresholdMilliseconds'],
    [{ thresholdMilliseconds: NaN }, 'thresholdMilliseconds'],
    [{ windowSeconds: 0 }, 'windowSeconds'],
    [{ cooldownSeconds: -1 }, 'cooldownSeconds'],
    [{ maxStep: 0 }, 'maxStep'],
    [{ maxStep: 1.5 }, 'maxStep'],
    [{ query: 'sum(' }, 'query'],
    [{ scaleTargetRef: { kind: 'StatefulSet', name: 'x' } }, 'StatefulSet'],
  ])('%j is refused, by name', (spec, name) => {
    expect(policyOf(spec)).toEqual({ invalid: expect.stringContaining(name) });
  });
});

test.each([
  ['http://localhost:9090', { url: 'http://localhost:9090' }],
  ['prometheus', { namespace: 'here', service: 'prometheus', port: 9090 }],
  ['monitoring/prom:80', { namespace: 'monitoring', service: 'prom', port: 80 }],
  ['ftp://x', undefined],
  ['a/b/c', undefined],
  ['', undefined],
])('the Prometheus %j', (text, expected) => {
  expect(parsePrometheus(text, 'here')).toEqual(expected);
});

test('Prometheus is looked for beside the scaler', () => {
  expect(prometheusOf({}, 'here')).toEqual({ namespace: 'here', service: 'prometheus', port: 9090 });
  expect(prometheusOf({ prometheus: { service: { namespace: 'm' } } }, 'here')).toEqual({
    namespace: 'm',
    service: 'prometheus',
    port: 9090,
  });
});

test.each(['a', 'sum(rate(x{a=")"}[1m])) / 2', "x{a='\\''}", 'x{a=`\\`}'])(
  '%s may stand between parentheses',
  (expression) => {
    expect(unbalanced(expression)).toBeUndefined();
  },
);

test.each(['', '(', 'a) or (b', 'x{a="}', 'a # b', 'x[1m)'])('%s may not', (expression) => {
  expect(unbalanced(expression)).toBeTypeOf('string');
});
