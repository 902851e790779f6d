/** This home's /16 of the loopback network: 127.N.0.0/16, held by a listener on 127.N.0.1. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { UserError } from '../../errors/user-error.ts';
import { EMBEDDED } from '../../messages/index.ts';

export interface AddressBlock {
  /** N of 127.N.0.0/16. */
  octet: number;
  mode: 'loopback' | 'mapped';
  release(): Promise<void>;
}

// Above Linux' range of ephemeral ports, so that no outgoing connection uses it.
const LOCK_PORT = 61_127;
// Resolvers and distributions use 127.0 and 127.1.
const FIRST_OCTET = 16;
const OCTETS = 224;

/** The order in which a home tries second octets: the preferred one, then from its hash upwards. */
export function octetOrder(home: string, preferred?: number): number[] {
  const start = createHash('sha256').update(home).digest().readUInt32BE(0) % OCTETS;
  const order = Array.from({ length: OCTETS }, (_, step) => FIRST_OCTET + ((start + step) % OCTETS));
  return preferred === undefined ? order : [preferred, ...order.filter((octet) => octet !== preferred)];
}

function lock(octet: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(LOCK_PORT, `127.${octet}.0.1`, () => {
      server.unref();
      resolve(server);
    });
  });
}

const isBusy = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

/**
 * Claims a free block. EADDRINUSE means that another home has the block; any other error means that this machine
 * can bind only 127.0.0.1, where a block is not needed.
 */
export async function claimBlock(
  home: string,
  options: { mode?: 'loopback' | 'mapped' | undefined; preferred?: number | undefined } = {},
): Promise<AddressBlock> {
  const order = octetOrder(home, options.preferred);
  const mapped: AddressBlock = { octet: order[0]!, mode: 'mapped', release: async () => undefined };
  if (options.mode === 'mapped') return mapped;
  for (const octet of order) {
    try {
      const server = await lock(octet);
      return {
        octet,
        mode: 'loopback',
        release: () => new Promise((resolve) => server.close(() => resolve())),
      };
    } catch (error) {
      if (isBusy(error)) continue;
      return mapped;
    }
  }
  throw new UserError(EMBEDDED.networksTaken, EMBEDDED.stopOthers);
}
