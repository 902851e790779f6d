import { expect, test } from 'vitest';
import { parseDockerfile } from '../../../../src/embedded/images/dockerfile/parse.ts';
import { UserError } from '../../../../src/errors/user-error.ts';

const first = (text: string) =>
  parseDockerfile(`FROM node\n${text}`, 'Dockerfile').stages[0]?.instructions[0];

test('stages, names and ARGs before the first FROM', () => {
  const text = 'ARG V=24\nFROM node:$V AS Base\nRUN a\nFROM base\nCOPY --from=base /a /b\n';
  const { globalArgs, stages } = parseDockerfile(text, 'Dockerfile');
  expect(globalArgs.map(({ args }) => args)).toEqual(['V=24']);
  expect(stages.map(({ name, from }) => [name, from.line, from.args])).toEqual([
    ['base', 2, 'node:$V AS Base'],
    ['1', 4, 'base'],
  ]);
});

test.each([
  ['RUN a && \\\n  # a comment\n\n  b', { args: 'a &&   b', line: 2, endLine: 5 }],
  ['CMD ["node", "a b"]', { json: ['node', 'a b'] }],
  ['copy --chown=node:node --from=0 a b', { keyword: 'COPY', args: 'a b' }],
  ['COPY ["a b", "c/"]', { json: ['a b', 'c/'] }],
  ['EXPOSE 5000/tcp', { args: '5000/tcp' }],
  ['RUN echo "a # b"', { args: 'echo "a # b"' }],
])('%j', (text, expected) => {
  expect(first(text)).toMatchObject(expected);
});

test('single quotes are not JSON: the shell form', () => {
  expect(first("CMD ['a']")?.json).toBeUndefined();
});

test('flags with their values', () => {
  expect(first('HEALTHCHECK --interval=5s --retries=2 CMD curl x')?.flags).toEqual([
    { name: 'interval', value: '5s' },
    { name: 'retries', value: '2' },
  ]);
});

test('the escape directive', () => {
  const text = '# escape=`\nFROM node\nRUN a `\n  b\n';
  expect(parseDockerfile(text, 'D').stages[0]?.instructions[0]?.args).toBe('a   b');
});

test.each([
  ['FROM node\nFOO bar', 'Dockerfile:2: unknown instruction: FOO'],
  ['RUN x\nFROM node', 'Dockerfile:1: no build stage'],
  ['', 'Dockerfile:1: file with no instructions'],
  ['# only a comment', 'file with no instructions'],
  ['FROM node AS', 'Dockerfile:1: FROM requires either one or three arguments'],
  ['FROM node\nRUN', 'Dockerfile:2: RUN requires at least one argument'],
  ['FROM node\n\nRUN <<EOF\necho\nEOF', 'Dockerfile:3: here-documents'],
  ['FROM node\nCOPY <<EOF /a\nx\nEOF', 'Dockerfile:2: here-documents'],
  ['FROM node\nONBUILD RUN x', 'Dockerfile:2: ONBUILD'],
])('%j is refused with its place and a way out', (text, message) => {
  expect(() => parseDockerfile(text, 'Dockerfile')).toThrow(message);
  expect(() => parseDockerfile(text, 'Dockerfile')).toThrow(UserError);
});
