/**
 * A target whose samples have timestamps, and which stays at a step until the test advances it: all scrapers get the
 * same samples, even at irregular times.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const PODS = ['a', 'b', 'c'];
const BOUNDS = ['0.1', '0.25', '0.5', '1', '+Inf'];

export interface DeterministicTarget {
  address: string;
  /** Sets the step whose samples it answers with. */
  show(step: number): void;
  close(): void;
}

/**
 * @param start milliseconds, the time of step 0
 * @param step milliseconds
 */
export async function deterministicTarget(start: number, step: number): Promise<DeterministicTarget> {
  let index = 0;
  const server = createServer((request, response) => {
    const pod = new URL(request.url ?? '/', 'http://target').pathname.slice(1);
    // Jitter, because real samples are not equidistant.
    response.end(exposition(pod, index, start + index * step + ((index * 37) % 11) * 17));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(step) {
      index = step;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function exposition(pod: string, index: number, at: number): string {
  const nth = PODS.indexOf(pod) + 1;
  const lines = [
    '# HELP events_total A counter, "quoted" and with a \\\\ backslash',
    '# TYPE events_total counter',
    `events_total ${index * nth * 3 + (index % 4)}`,
    `resetting_total ${(index % (7 + nth)) * 5}`,
    'idle_total 12',
    `temperature ${15 + nth * 2.5 + ((index * 13) % 29) / 8}`,
    `up_like ${index % 9 === nth ? 0 : 1}`,
    `version_info{version="0.${nth}"} 1`,
    `odd{text="a \\"quoted\\" \\\\ line\\nbreak"} ${nth}e-9`,
    `special ${['NaN', '+Inf', '-Inf', '1.5', '-0'][(index + nth) % 5]}`,
    ...(index % 30 < 18 ? [`gap ${index}`] : []),
    ...histogram('/slow', index * nth, index),
    ...histogram('/', index * 2, 0),
    ...histogram('/metrics', index, 0),
    ...histogram('/check/live', index, 0),
  ];
  const stamped = lines.map((line) => (line.startsWith('#') ? line : `${line} ${at}`));
  // The only sample without a timestamp.
  return `${[...stamped, 'wall_clock 1'].join('\n')}\n`;
}

function histogram(endpoint: string, count: number, slow: number): string[] {
  const labels = `method="GET",endpoint="${endpoint}"`;
  const shares = [0.3, 0.5, slow > 20 ? 0.55 : 0.9, slow > 20 ? 0.8 : 0.97, 1];
  return [
    ...BOUNDS.map(
      (le, at) =>
        `request_latency_bucket{${labels},le="${le}"} ${Math.floor(count * (shares[at] as number))}`,
    ),
    `request_latency_sum{${labels}} ${count * 0.21}`,
    `request_latency_count{${labels}} ${count}`,
  ];
}
