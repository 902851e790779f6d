import { expect, test } from 'vitest';
import { nameMatcher, parseIgnore } from '../../../../src/embedded/images/dockerfile/ignore.ts';

test.each([
  ['node_modules', 'node_modules/a/b', true],
  ['node_modules', 'src/node_modules/a', false],
  ['**/node_modules', 'src/node_modules/a', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/a.md', false],
  ['**/*.md', 'docs/a.md', true],
  ['/dist/', 'dist/x', true],
  ['./dist', 'dist', true],
  ['*.md\n!README.md', 'README.md', false],
  ['*.md\n!README.md', 'OTHER.md', true],
  ['!README.md\n*.md', 'README.md', true],
  ['docs\n!docs/keep.md', 'docs/keep.md', false],
  ['docs\n!docs/keep.md', 'docs/other.md', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[ab].txt', 'b.txt', true],
  ['# a comment\n\n', 'a', false],
  ['a.c', 'abc', false],
  ['.git', '.git/HEAD', true],
  ['src/**/*.test.ts', 'src/a/b/c.test.ts', true],
  ['src/**/*.test.ts', 'src/c.test.ts', true],
  ['README.md', 'readme.md', false],
  ['*\n!a', 'a/b', false],
  ['a/../b', 'b', true],
  ['a\\*b', 'a*b', true],
  ['\uFEFF  dist  ', 'dist', true],
])('%j and %s: ignored %s', (patterns, path, ignored) => {
  expect(parseIgnore(patterns)(path)).toBe(ignored);
});

test.each([
  ['*.md', ['README.md', '.md'], ['a.mdx', 'b.MD']],
  ['**', ['a', '.b'], []],
  ['[ab]?', ['ab', 'b1'], ['a', 'c1']],
  ['!a*', ['!a', '!ab'], ['ab']],
  ['#*', ['#a'], ['a']],
])('a source of COPY, %s', (part, meant, others) => {
  expect([...meant, ...others].filter(nameMatcher(part))).toEqual(meant);
});
