import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedHome } from './paths.ts';

/** Where the last daemon of a home listened: the next one takes the same, so that open terminals go on working. */
export interface Addresses {
  /** N of 127.N.0.0/16. */
  octet: number;
  apiPort: number;
  ingressPort: number;
  localPort: number;
}

const file = (home: EmbeddedHome) => join(home.root, 'addresses.json');

export function lastAddresses(home: EmbeddedHome): Partial<Addresses> {
  try {
    return JSON.parse(readFileSync(file(home), 'utf8')) as Partial<Addresses>;
  } catch {
    return {};
  }
}

export function rememberAddresses(home: EmbeddedHome, addresses: Addresses): void {
  writeFileSync(file(home), JSON.stringify(addresses), { mode: 0o600 });
}

/** The first of these ports that is free on 127.0.0.1, or any free one. */
export async function freePort(preferred: (number | undefined)[]): Promise<number> {
  for (const port of [...preferred.filter((wanted) => wanted !== undefined), 0]) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
  }
  throw new Error('no free TCP port on 127.0.0.1');
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
