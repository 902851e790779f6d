/** The talk shows the decision on one slide. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const decide = (): string[] => {
  const lines = read('src/operator/decision/decide.ts').split('\n');
  const first = lines.findIndex((line) => line.startsWith('export const decide'));
  return lines.slice(first, lines.indexOf('};', first) + 1);
};

test('decide is at most 24 lines of at most 80 columns', () => {
  const lines = decide();
  expect(lines.at(-1)).toBe('};');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

describe.each(['scene.md', 'scene.cs.md'])('scenes/09-operator/%s', (scene) => {
  test('prints it, whole and nothing else', () => {
    const [, command] = /name="the part that thinks"[^\n]*\n([^\n]+)\n```/.exec(
      read(`scenes/09-operator/${scene}`),
    )!;
    // The workspace holds what is in src.
    const printed = execFileSync('sh', ['-c', command!], { cwd: join(root, 'src'), encoding: 'utf8' });
    expect(printed).toBe(`${decide().join('\n')}\n`);
  });
});
