import { expect, test } from 'vitest';
import { jsonPath } from '../../../../src/embedded/apiserver/custom/json-path.ts';

const object = {
  spec: {
    replicas: 2,
    'a.b': 1,
    list: [
      { n: 'x', v: 1 },
      { n: 'y', v: 2 },
    ],
  },
  metadata: { annotations: { 'example.org/role': 'main' } },
};

test.each([
  ['.spec.replicas', [2]],
  ['{.spec.replicas}', [2]],
  ['$.spec.replicas', [2]],
  ['.spec.missing', []],
  [".spec['a.b']", [1]],
  ['.spec.a\\.b', [1]],
  [".metadata.annotations['example.org/role']", ['main']],
  ['.metadata.annotations.example\\.org/role', ['main']],
  ['.spec.list[0].n', ['x']],
  ['.spec.list[-1].n', ['y']],
  ['.spec.list[*].v', [1, 2]],
  ['.spec.list[?(@.n=="y")].v', [2]],
  [".spec.list[?(@.n!='y')].v", [1]],
  ['.spec.list[?(@.v>1)].n', ['y']],
  ['.spec.list[?(@.missing)].n', []],
  ['.spec..', []],
  ['nonsense', []],
])('%s', (path, found) => {
  expect(jsonPath(path)(object)).toEqual(found);
});
