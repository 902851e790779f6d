/** Brings the player to where a benchmark starts. */
import { execFileSync } from 'node:child_process';
import { Observed, PYCONT, SMALL } from './observed.ts';
import type { Place } from './observed.ts';

const words = ({ scenes }: Place, args: string[]) => [
  PYCONT,
  '--stage',
  'embedded',
  '--scenes',
  scenes,
  ...args,
];

export function start(place: Place, args: string[], size = SMALL): Observed {
  return new Observed(process.execPath, words(place, args), place.env, size);
}

/** The player at the start of a scene, once it waits for a key. */
export async function at(place: Place, scene: string, ...args: string[]): Promise<Observed> {
  const options = { env: place.env, stdio: 'ignore' } as const;
  execFileSync(process.execPath, words(place, ['scene', 'goto', scene]), options);
  const show = start(place, ['scene', 'next', ...args]);
  await show.sees(/↵/);
  return show;
}

/** A step without output runs for minutes, and another one in the background. */
export async function silentStep(place: Place): Promise<Observed> {
  const show = await at(place, 'silent', '--no-typing');
  await show.answers('\r', /300 ↵/);
  show.press('\r');
  return show;
}

/** The speaker's view while that step runs; both end at the same time. */
export async function notes(place: Place): Promise<Observed> {
  const show = await silentStep(place);
  const view = start(place, ['notes']);
  void view.over.then(() => show.end());
  await view.sees(/sleep 300/);
  return view;
}
