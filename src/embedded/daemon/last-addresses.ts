import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedHome } from '../home/index.ts';

/** The ports of the last daemon of a home. The next one uses the same, so that open terminals keep working. */
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
