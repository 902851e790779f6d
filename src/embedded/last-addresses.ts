import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedHome } from './home.ts';

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

/** The first of these ports that is free on every address of this machine, or any free one. */
export async function freePort(preferred: (number | undefined)[]): Promise<number> {
  for (const port of [...preferred, 0]) {
    // A port on 127.0.0.1 alone may be free while a program holds it on all addresses.
    const free = port === undefined ? undefined : ((await tryPort(port, '0.0.0.0')) ?? undefined);
    if (free !== undefined && (await tryPort(free, '127.0.0.1')) !== undefined) return free;
  }
  throw new Error('no free TCP port');
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
