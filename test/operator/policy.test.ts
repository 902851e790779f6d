import { describe, expect, test } from 'vitest';
import { unbalanced } from '../../src/operator/signal/expression.ts';
import { parsePrometheus, policyOf, prometheusOf } from '../../src/operator/decision/policy.ts';
import type { Invalid, ScalerSpec } from '../../src/operator/decision/policy.ts';
import { FLAGS } from '../../src/operator/targets/flags.ts';
import { register } from '../../src/cli/commands/operator/command.ts';
import { Command } from '../../src/cli/help/command.ts';
import { translator } from '../../src/messages/index.ts';
import { inEnglish } from '../messages/in-english.ts';

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
    expect(inEnglish(policyOf(spec))).toEqual({ invalid: expect.stringContaining(name) });
  });

  test.each<[ScalerSpec, of: { field: string; flag: string; cs: string }]>([
    [
      { minReplicas: 1.5 },
      {
        field: 'minReplicas is 1.5; it must be a whole number from 1',
        flag: '--min is 1.5; it must be a whole number from 1',
        cs: '--min je 1,5; musí to být celé číslo od 1',
      },
    ],
    [
      { minReplicas: 7 },
      {
        field: 'maxReplicas is 5; it must be at least minReplicas (7)',
        flag: '--max is 5; it must be at least --min (7)',
        cs: '--max je 5; musí to být aspoň --min (7)',
      },
    ],
    [
      { thresholdMilliseconds: -5 },
      {
        field: 'thresholdMilliseconds is -5; it must be above 0',
        flag: '--threshold-ms is -5; it must be above 0',
        cs: '--threshold-ms je -5; musí to být víc než 0',
      },
    ],
    [
      { objective: 1.1 },
      {
        field: 'objective is 1.1; it must be a share above 0, up to 1',
        flag: '--objective is 1.1; it must be a share above 0, up to 1',
        cs: '--objective je 1,1; musí to být podíl větší než 0, nejvýš 1',
      },
    ],
    [
      { objective: 0.9, scaleDownAbove: 0.8 },
      {
        field: 'scaleDownAbove is 0.8; it must lie between objective (0.9) and 1',
        flag: '--scale-down-above is 0.8; it must lie between --objective (0.9) and 1',
        cs: '--scale-down-above je 0,8; musí to být mezi --objective (0,9) a\u{A0}1',
      },
    ],
    [
      { windowSeconds: 0.5 },
      {
        field: 'windowSeconds is 0.5; it must be at least 1',
        flag: '--window is 0.5 s; it must be at least 1 s',
        cs: '--window je 0,5\u{A0}s; musí to být aspoň 1\u{A0}s',
      },
    ],
    [
      { maxStep: 0 },
      {
        field: 'maxStep is 0; it must be a whole number from 1',
        flag: '--max-step is 0; it must be a whole number from 1',
        cs: '--max-step je 0; musí to být celé číslo od 1',
      },
    ],
    [
      { query: 'sum(' },
      {
        field: 'query cannot be used: ( is not closed',
        flag: '--query cannot be used: ( is not closed',
        cs: '--query nejde použít: závorka ( není uzavřená',
      },
    ],
  ])('the message about %j names the field or the flag, whichever was used', (spec, { field, flag, cs }) => {
    const { invalid } = policyOf(spec, FLAGS) as Invalid;
    expect(inEnglish([policyOf(spec), { invalid }])).toEqual([{ invalid: field }, { invalid: flag }]);
    expect(translator('cs')(invalid)).toBe(cs);
  });

  test('the message about a LatencyScaler names its fields in Czech, too', () => {
    const { invalid } = policyOf({ windowSeconds: 0.5 }) as Invalid;
    expect(translator('cs')(invalid)).toBe('windowSeconds je 0,5; musí to být aspoň 1');
  });

  test('the flags are those of pycont operator run', () => {
    const program = new Command();
    register(program, translator('en'));
    const options = program.commands.flatMap(({ commands }) => commands.flatMap((each) => each.options));
    const known = options.map(({ long }) => long);
    expect(Object.values(FLAGS).filter((flag) => !known.includes(flag))).toEqual([]);
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

test.each([
  ['', 'it is empty'],
  ['(', '( is not closed'],
  ['a) or (b', 'unexpected )'],
  ['x{a="}', 'a string is not closed'],
  ['a # b', 'comments are not allowed'],
  ['x[1m)', 'unexpected )'],
])('%j may not', (expression, why) => {
  expect(String(unbalanced(expression))).toBe(why);
});
