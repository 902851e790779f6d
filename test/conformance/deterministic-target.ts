/**
 * A target whose samples carry their own times, and which goes on only when every scraper has seen the present step:
 * whoever scrapes it, however irregularly, has the same samples.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const PODS = ['a', 'b', 'c'];
const BOUNDS = ['0.1', '0.25', '0.5', '1', '+Inf'];

export interface DeterministicTarget {
  address: string;
  /** Resolves when all scrapers have seen the last step. */
  done: Promise<void>;
  close(): void;
}

/**
 * @param start milliseconds, the time of step 0
 * @param step milliseconds
 * @param scrapers values of the parameter `who`
 */
export async function deterministicTarget(
  start: number,
  step: number,
  steps: number,
  scrapers: string[],
): Promise<DeterministicTarget> {
  let index = 0;
  let seen = new Set<string>();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://target');
    const pod = url.pathname.slice(1);
    // Jitter: real samples are not on a grid.
    const at = start + index * step + ((index * 37) % 11) * 17;
    response.end(exposition(pod, index, at), () => {
      seen.add(`${pod} ${url.searchParams.get('who')}`);
      if (seen.size < PODS.length * scrapers.length) return;
      seen = new Set();
      if (index < steps - 1) index++;
      else resolve();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
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
  // The only one that the scraper stamps.
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
