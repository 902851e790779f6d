/** Mistakes in a talk. */
import { cz } from './czech.ts';
import { area, entry } from './message.ts';
import type { Text } from './message.ts';

export const SCENES = area('scenes', {
  mistake: entry<{ file: string; line: number; column: number; problem: Text }>(
    ({ file, line, column, problem }) => `${file}:${line}:${column}: ${problem}`,
    ({ file, line, column, problem }) => cz`${file}:${line}:${column}: ${problem}`,
  ),
});
