import { expect, test } from 'vitest';
import { parseJsonPath } from '../../src/notation/index.ts';

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
  ['{.spec.list[?(@.n)].v}', [1, 2]],
  ['.spec.list[?(@.missing!="y")].n', []],
  ['.spec.list[?(@.v==1)].n', ['x']],
  ['.spec.list[?(@.v=="1")].n', []],
  ['.spec.list[?(@.n==")]")].n', []],
  ['spec.replicas', [2]],
  ["{.spec.list[*]['n']}", ['x', 'y']],
  ['.metadata.annotations.*', ['main']],
  ['.spec.toString', []],
  ['{.}', [object]],
  ['nonsense', []],
])('%s', (path, found) => {
  expect(parseJsonPath(path)!(object)).toEqual(found);
});

test.each(['.spec..', '.a b', '.a[', '.a[1', '.a[?(@.n==y)]', '.a[?(n)]', '{range .a}', '.a{.b}'])(
  '%s is not understood',
  (path) => expect(parseJsonPath(path)).toBeUndefined(),
);
