import { expect, test } from 'vitest';
import { duration } from '../../../../src/embedded/kubectl/flags.ts';
import { render } from '../../../../src/embedded/kubectl/output/jsonpath.ts';

const object = {
  metadata: { name: 'kad', labels: { 'app.kubernetes.io/name': 'kad' } },
  items: [{ n: 1, c: [{ type: 'Ready', status: 'True' }] }, { n: 2 }],
  deep: { list: [['a'], ['b']] },
};

test.each([
  ['{.metadata.name}', 'kad'],
  ['name: {.metadata.name}!', 'name: kad!'],
  ['{.items[*].n}', '1 2'],
  ['{.items[-1].n}', '2'],
  ['{.items[0].c[?(@.type=="Ready")].status}', 'True'],
  ['{.items[0].c[?(@.type=="Other")].status}', ''],
  ['{.metadata.labels.app\\.kubernetes\\.io/name}', 'kad'],
  ["{.metadata.labels['app.kubernetes.io/name']}", 'kad'],
  ['{range .items[*]}{.n}{"\\n"}{end}.', '1\n2\n.'],
  ['{.deep.list[0]}', '["a"]'],
  ['{$.metadata.name}', 'kad'],
  ['{.none.at.all}', ''],
])('%s', (template, text) => {
  expect(render(template, object)).toBe(text);
});

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['500ms', 500],
  ['0', 0],
  ['1.5h', 5_400_000],
])('duration %s', (text, milliseconds) => {
  expect(duration(text)).toBe(milliseconds);
});

test('an invalid duration is an error', () => {
  expect(() => duration('soon')).toThrow('"soon" is not a valid duration.');
});
