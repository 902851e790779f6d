/** The talk shows the decision on one slide. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetWorkspace } from '../../../src/stage/workspace/workspace.ts';

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

let workspace: string;
beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'pycont-slide-'));
  await resetWorkspace(workspace, []);
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe.each(['scene.md', 'scene.cs.md'])('scenes/09-operator/%s', (scene) => {
  test('prints all that it decides, without empty lines, and nothing else', () => {
    const [, command] = /name="(?:the part that thinks|ta část, která myslí)"[^\n]*\n([^\n]+)\n```/.exec(
      read(`scenes/09-operator/${scene}`),
    )!;
    const printed = execFileSync('sh', ['-c', command!], { cwd: workspace, encoding: 'utf8' });
    const all = decide();
    const lines = all
      .slice(all.findIndex((line) => line.includes('handsOff(')))
      .filter((line) => line !== '');
    expect(printed).toBe(`${lines.join('\n')}\n`);
  });
});
