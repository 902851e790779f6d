/** What a step expects, and what happened instead. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const EXPECTED = area('expected', {
  exitCode: entry<{ code: number }>(
    ({ code }) => `exit code ${code}`,
    ({ code }) => cz`návratový kód ${code}`,
  ),
  nonzero: entry('an exit code other than 0', 'jiný návratový kód než 0'),
  contains: entry<{ text: string }>(
    ({ text }) => `output that contains "${text}"`,
    ({ text }) => cz`výstup, který obsahuje „${text}“`,
  ),
  excludes: entry<{ text: string }>(
    ({ text }) => `output without "${text}"`,
    ({ text }) => cz`výstup bez „${text}“`,
  ),
  matches: entry<{ pattern: string }>(
    ({ pattern }) => `output that matches /${pattern}/`,
    ({ pattern }) => cz`výstup, který odpovídá /${pattern}/`,
  ),
  empty: entry('nothing on stdout', 'nic na standardním výstupu'),
  duration: entry<{ operator: string; ms: number }>(
    ({ operator, ms }, { time }) => `a duration ${operator} ${time(ms)}`,
    ({ operator, ms }, { time }) => cz`doba ${operator} ${time(ms)}`,
  ),
  check: entry<{ command: string }>(
    ({ command }) => `this check to pass: ${command}`,
    ({ command }) => cz`splněno: ${command}`,
  ),
  endWithin: entry<{ ms: number }>(
    ({ ms }, { time }) => `the command to end within ${time(ms)}`,
    ({ ms }, { time }) => cz`konec do ${time(ms)}`,
  ),
  within: entry<{ what: Text; ms: number }>(
    ({ what, ms }, { time }) => `${what} within ${time(ms)}`,
    ({ what, ms }, { time }) => cz`do ${time(ms)}: ${what}`,
  ),
  endOfItsOwn: entry('the command to end by itself', 'konec sám od sebe'),
  stageAnswers: entry('the stage to answer', 'prostředí, které odpovídá'),
  patchApplies: entry<{ patch: string }>(
    ({ patch }) => `${patch} to apply to the workspace`,
    ({ patch }) => cz`${patch}, který sedí na zdrojový kód`,
  ),
});

export const GOT = area('got', {
  exitCode: entry<{ code: number; output: string }>(
    ({ code, output }) => `exit code ${code}${after(output)}`,
    ({ code, output }) => cz`návratový kód ${code}${after(output)}`,
  ),
  ended: entry<{ code: number; output: string }>(
    ({ code, output }) => `it ended with exit code ${code}${after(output)}`,
    ({ code, output }) => cz`skončilo to s návratovým kódem ${code}${after(output)}`,
  ),
  noOutput: entry('no output', 'žádný výstup'),
  duration: entry<{ ms: number }>(
    ({ ms }, { time }) => time(ms),
    ({ ms }, { time }) => time(ms),
  ),
  noEnd: entry<{ output: string }>(
    ({ output }) => `it did not end and was stopped${after(output)}`,
    ({ output }) => cz`příkaz neskončil a byl ukončen${after(output)}`,
  ),
});

function after(output: string): string {
  return output && `: ${output}`;
}
