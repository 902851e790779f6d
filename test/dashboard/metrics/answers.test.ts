import { expect, test } from 'vitest';
import { pastOf, presentOf } from '../../../src/dashboard/metrics/answers.ts';

const reply = (body: unknown, status = 200) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const answer = (...rows: [metric: unknown, value: unknown][]) =>
  reply({
    status: 'success',
    data: { resultType: 'vector', result: rows.map(([metric, value]) => ({ metric, value })) },
  });

test.each<[what: string, reply: ReturnType<typeof reply>, why: RegExp]>([
  ['a web page', reply('<html>login</html>'), /not one of a Prometheus/],
  ['nothing', reply(''), /not one of a Prometheus/],
  ['null', reply('null'), /not one of a Prometheus/],
  ['no result', reply({ status: 'success', data: null }), /not one of a Prometheus/],
  [
    'a result that is not a list',
    reply({ status: 'success', data: { result: {} } }),
    /not one of a Prometheus/,
  ],
  [
    'an error',
    reply({ status: 'error', error: 'query timed out' }, 503),
    /^Prometheus answers 503: query timed out$/,
  ],
  ['the API server', reply({ message: 'no endpoints\navailable' }, 503), /503: no endpoints available$/],
  ['a proxy', reply('Bad Gateway', 502), /^Prometheus answers 502$/],
  ['an error with status 200', reply({ status: 'error', error: 'bad' }), /^bad$/],
])('%s is not an answer', (_, given, why) => {
  expect(() => presentOf(given)).toThrow(why);
  expect(() => pastOf(given)).toThrow(why);
});

test.each<[what: string, value: unknown]>([
  ['null', null],
  ['no pair', [1]],
  ['a number that is not a text', [1, 5]],
  ['a time that is not a number', ['1', '5']],
  ['not a number', [1, 'many']],
  ['empty', [1, '']],
])('a value that is %s is not known', (_, value) => {
  const rows: [unknown, unknown][] = ['share', 'rate', 'p50'].map((figure) => [{ figure }, value]);
  const { pods, figures } = presentOf(
    answer(...rows, [{ figure: 'pod', pod: 'a' }, value], [null, [1, '2']]),
  );
  expect([pods.size, figures]).toEqual([0, {}]);
});

test.each<[figure: string, text: string, expected: object]>([
  ['share', 'NaN', { share: null }],
  ['share', '1.0000000001', { share: 1 }],
  ['share', '-0.5', {}],
  ['share', '+Inf', {}],
  ['share', '7', {}],
  ['rate', '-1', {}],
  ['rate', 'NaN', {}],
  ['p95', '+Inf', {}],
  ['p95', '1e-1', { p95: 100 }],
  ['unheard-of', '1', {}],
])('%s %s', (figure, text, expected) => {
  expect(presentOf(answer([{ figure }, [1, text]])).figures).toEqual(expected);
});
