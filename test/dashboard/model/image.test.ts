import { expect, test } from 'vitest';
import { versionOf } from '../../../src/dashboard/model/image.ts';

test.each([
  ['prgcont/pycont-app:0.1', '0.1'],
  ['redis', 'latest'],
  ['localhost:5000/prgcont/app', 'latest'],
  ['localhost:5000/prgcont/app:1.0', '1.0'],
  ['app@sha256:0123456789abcdef', '0123456'],
  ['localhost:5000/app:2@sha256:0123456789abcdef', '2'],
])('the version of %s', (image, version) => {
  expect(versionOf(image)).toBe(version);
});
