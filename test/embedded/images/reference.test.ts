import { expect, test } from 'vitest';
import { parseReference } from '../../../src/embedded/images/reference.ts';
import { UserError } from '../../../src/errors/user-error.ts';

test.each([
  ['redis', 'redis:latest', 'docker.io/library/redis:latest'],
  ['redis:7', 'redis:7', 'docker.io/library/redis:7'],
  ['library/redis:7', 'redis:7', 'docker.io/library/redis:7'],
  ['docker.io/library/redis:7', 'redis:7', 'docker.io/library/redis:7'],
  ['index.docker.io/redis', 'redis:latest', 'docker.io/library/redis:latest'],
  ['prgcont/pycont-app:0.0', 'prgcont/pycont-app:0.0', 'docker.io/prgcont/pycont-app:0.0'],
  ['ghcr.io/a/b', 'ghcr.io/a/b:latest', 'ghcr.io/a/b:latest'],
  ['localhost:5000/a:1', 'localhost:5000/a:1', 'localhost:5000/a:1'],
  ['localhost/a__b.c-d:V_1', 'localhost/a__b.c-d:V_1', 'localhost/a__b.c-d:V_1'],
])('%s is %s', (text, familiar, canonical) => {
  expect(parseReference(text)).toMatchObject({ familiar, canonical });
});

test.each([
  ['', 'invalid reference format'],
  ['a b', 'invalid reference format'],
  ['Redis', 'must be lowercase'],
  ['a//b', 'invalid reference format'],
  ['redis:', 'invalid reference format'],
  ['redis:a/b:c d', 'invalid reference format'],
  ['redis@sha256:0123', 'no registry to look a digest up'],
])('%j is refused', (text, message) => {
  expect(() => parseReference(text)).toThrow(UserError);
  expect(() => parseReference(text)).toThrow(message);
});
