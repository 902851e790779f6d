/** Steps written as blocks of a scene, and where they run. */
import { join } from 'node:path';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { CommandStep } from '../../../src/show/format/scene.ts';
import { ProcessGroups } from '../../../src/show/journal/process-groups.ts';
import type { ExecutionContext } from '../../../src/show/player/execution.ts';
import { temporaryFolder } from '../temporary.ts';

export function context(more: Partial<ExecutionContext> = {}): ExecutionContext {
  const cwd = temporaryFolder();
  const { signal } = new AbortController();
  return {
    cwd,
    env: { PATH: process.env.PATH },
    groups: new ProcessGroups(join(cwd, 'groups')),
    signal,
    ...more,
  };
}

export function steps(...blocks: [info: string, body: string][]): CommandStep[] {
  const body = blocks.map(([info, command]) => `\`\`\`${info}\n${command}\n\`\`\`\n`).join('\n');
  const text = `---\nid: demo\ntitle: A\ncast: [Narrator]\nbudget: 1m\n---\n${body}`;
  return stepsOf(parseScene(text, 'scene.md')) as CommandStep[];
}

export const step = (info: string, command: string) => steps([`sh ${info}`, command])[0]!;
