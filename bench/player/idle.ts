import { setTimeout as delay } from 'node:timers/promises';
import { Observed } from './observed.ts';
import type { Place } from './observed.ts';
import { at, notes, silentStep } from './shows.ts';

const FOR_MS = 10_000;

export async function idleRows(place: Place): Promise<{ what: string; 'CPU %': number }[]> {
  return [
    { what: 'top, every second', 'CPU %': await share(new Observed('top', ['-d', '1'], place.env)) },
    { what: 'the player, waiting for a key', 'CPU %': await share(await at(place, 'words')) },
    { what: 'the player, a silent step running', 'CPU %': await share(await silentStep(place)) },
    { what: 'pycont notes, of a running step', 'CPU %': await share(await notes(place)) },
  ];
}

/** Percent of one core, after a moment to settle. */
async function share(program: Observed): Promise<number> {
  await delay(2_000);
  const before = program.cpuMs;
  const began = performance.now();
  await delay(FOR_MS);
  const used = ((program.cpuMs - before) / (performance.now() - began)) * 100;
  await program.end();
  return Number(used.toFixed(2));
}
