import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { LARGE, Observed } from './observed.ts';
import type { Place } from './observed.ts';
import { at, notes, silentStep, start } from './shows.ts';

const FOR_MS = 5_000;

interface Row {
  what: string;
  'kB/s': number;
  'most in one second, kB': number;
}

export async function movingRows(place: Place): Promise<Row[]> {
  const wave = await fakePrometheus(fallsAndRecovers);
  const noise = await fakePrometheus(Math.random);
  const graphOf = ({ url }: { url: string }) => ['graph', '--prometheus', url];
  try {
    return [
      await rate('top, every second', new Observed('top', ['-d', '1'], place.env)),
      await rate('a command being typed', await typing(place)),
      await rate('a silent step running: the status', await silentStep(place)),
      await rate('pycont notes, of a running step', await notes(place)),
      await rate('pycont graph, a look a second', start(place, graphOf(wave))),
      await rate('pycont graph, 200 x 50', start(place, graphOf(wave), LARGE)),
      await rate('the same of nothing but noise', start(place, graphOf(noise), LARGE)),
      await rate('top, every second, 200 x 50', new Observed('top', ['-d', '1'], place.env, LARGE)),
    ];
  } finally {
    wave.close();
    noise.close();
  }
}

async function typing(place: Place): Promise<Observed> {
  const show = await at(place, 'long');
  await show.answers('\r', /\$ /);
  return show;
}

async function rate(what: string, program: Observed): Promise<Row> {
  await delay(1_000);
  const from = program.bytes;
  let most = 0;
  for (let left = FOR_MS; left > 0; left -= 1_000) {
    const before = program.bytes;
    await delay(1_000);
    most = Math.max(most, program.bytes - before);
  }
  const all = program.bytes - from;
  await program.end();
  const kB = (bytes: number) => Number((bytes / 1_000).toFixed(2));
  return { what, 'kB/s': kB(all / (FOR_MS / 1_000)), 'most in one second, kB': kB(most) };
}

/** Varies within a minute, and is never constant. */
function fallsAndRecovers(seconds: number): number {
  return 0.6 + 0.35 * Math.sin((seconds / 60) * 2 * Math.PI) + 0.05 * Math.random();
}

/** Answers every query with this value. */
async function fakePrometheus(
  valueAt: (seconds: number) => number,
): Promise<{ url: string; close: () => void }> {
  const value = (seconds: number) => String(valueAt(seconds));
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const now = Date.now() / 1_000;
    const range = url.pathname.endsWith('query_range');
    const values = Array.from({ length: 180 }, (_, index) => [now - 180 + index, value(now - 180 + index)]);
    const result = [{ metric: {}, ...(range ? { values } : { value: [now, value(now)] }) }];
    const data = { resultType: range ? 'matrix' : 'vector', result };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
