import { Observed } from './observed.ts';
import type { Place } from './observed.ts';
import { at } from './shows.ts';

/** What demo-magic does: a shell that reads a key and prints. */
const SHELL = `n=0; while IFS= read -rsn1 key; do printf 'word %d.\\n' $((n++)); done`;

interface Row {
  what: string;
  'p50 ms': number;
  'p95 ms': number;
  'p95, of the shell’s': string;
}

export async function keyRows(place: Place, presses: number): Promise<Row[]> {
  const shell = await shellTimes(place, presses);
  const peer = percentile(shell, 0.95);
  const row = (what: string, times: number[]): Row => ({
    what,
    'p50 ms': round(percentile(times, 0.5)),
    'p95 ms': round(percentile(times, 0.95)),
    'p95, of the shell’s': `${(percentile(times, 0.95) / peer).toFixed(1)} times`,
  });
  return [
    row('a bash loop that reads a key and prints', shell),
    row('Enter: the next words', await wordTimes(place, presses)),
    row('Enter: the command runs (its line ends)', await stepTimes(place, presses)),
    row('?: the help opens', await twoTimes(place, presses, '?', /1049h/, 'q', /1049l/)),
    row('b: a look back opens', await twoTimes(place, presses, 'b', /1049h/, 'q', /1049l/)),
    row('g: the list of scenes opens', await twoTimes(place, presses, 'g', /1049h/, '\u0003', /1049l/)),
  ];
}

async function shellTimes({ env }: Place, presses: number): Promise<number[]> {
  const shell = new Observed('bash', ['-c', SHELL], env);
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1)
    times.push(await shell.answers('x', new RegExp(`word ${press}\\.`)));
  await shell.end();
  // The first waits for the shell to start.
  return times.slice(1);
}

async function wordTimes(place: Place, presses: number): Promise<number[]> {
  const show = await at(place, 'words');
  const times: number[] = [];
  for (let press = 1; press <= presses; press += 1)
    times.push(await show.answers('\r', new RegExp(`word ${press}\\.`)));
  await show.end();
  return times;
}

async function stepTimes(place: Place, presses: number): Promise<number[]> {
  const show = await at(place, 'steps', '--no-typing');
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    // There is a hint after the command, which is erased first.
    times.push(await show.answers('\r', /\[J/));
    await show.sees(/↵/);
  }
  await show.end();
  return times;
}

async function twoTimes(
  place: Place,
  presses: number,
  open: string,
  opened: RegExp,
  close: string,
  closed: RegExp,
): Promise<number[]> {
  const show = await at(place, 'words');
  const times: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    times.push(await show.answers(open, opened));
    await show.answers(close, closed);
  }
  await show.end();
  return times;
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1]!;
}

function round(ms: number): number {
  return Number(ms.toFixed(2));
}
