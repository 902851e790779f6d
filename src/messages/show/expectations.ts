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
  shows: entry<{ text: string; line: number }>(
    ({ text, line }) => `the terminal to show "${text}" (line ${line} of the scene)`,
    ({ text, line }) => cz`„${text}“ na terminálu (řádek ${line} scény)`,
  ),
  playedUnattended: entry(
    'a step that can be played without a person: write what is typed below its command, send="…", or ends="Ctrl-C"; where nothing is typed, write tty instead of interactive',
    'krok, který jde zahrát bez člověka: napište pod příkaz, co se píše, send="…", nebo ends="Ctrl-C"; kde se nepíše nic, dejte místo interactive tty',
  ),
  goesOnUntil: entry<{ key: string }>(
    ({ key }) => `it to go on until ${key}`,
    ({ key }) => cz`běh až do ${key}`,
  ),
  endsBy: entry<{ key: string }>(
    ({ key }) => `the command to end by ${key}`,
    ({ key }) => cz`konec příkazu po ${key}`,
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
  portFree: entry<{ port: number }>(
    ({ port }) => `port ${port} to be free`,
    ({ port }) => cz`volný port ${port}`,
  ),
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
  needsPerson: entry<{ output: string }>(
    ({ output }) => `it waits, and nothing says what is typed into it${after(output)}`,
    ({ output }) => cz`čeká a nic neříká, co se do něj píše${after(output)}`,
  ),
  noTerminals: entry(
    'there is no pseudo-terminal on this machine: the package @lydell/node-pty is missing',
    'na tomto stroji není pseudoterminál: chybí balíček @lydell/node-pty',
  ),
  portTaken: entry<{ holder: Text; advice: Text }>(
    ({ holder, advice }) => `${holder} has it. ${advice}`,
    ({ holder, advice }) => cz`má ho ${holder}. ${advice}`,
  ),
  portMoved: entry<{ port: number }>(
    ({ port }) => `Run it again (r, or pycont scene next): LOCAL_PORT is now ${port}.`,
    ({ port }) => cz`Spusťte to znovu (r, nebo pycont scene next): LOCAL_PORT je teď ${port}.`,
  ),
  removeContainer: entry<{ name: string }>(
    ({ name }) => `Type docker rm -f ${name}, and run it again (r, or pycont scene next).`,
    ({ name }) => cz`Napište docker rm -f ${name} a spusťte to znovu (r, nebo pycont scene next).`,
  ),
  endHolder: entry(
    'End it, or name another port, and run it again (r, or pycont scene next).',
    'Ukončete ho, nebo zvolte jiný port, a spusťte to znovu (r, nebo pycont scene next).',
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
