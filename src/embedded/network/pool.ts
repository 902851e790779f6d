/** Addresses of one part of the block, allocated in turn so that a released one is not reused immediately. */
export interface AddressPool {
  allocate(): string;
  /** Reserves an address, e.g. one from before a restart. @returns false if it is outside of the pool or in use */
  reserve(address: string): boolean;
  release(address: string): void;
}

/** @param firstThird lowest third byte; @param lastThird highest. The fourth byte runs from 1 to 254. */
export function createPool(octet: number, firstThird: number, lastThird: number): AddressPool {
  const size = (lastThird - firstThird + 1) * 254;
  const taken = new Set<string>();
  const at = (index: number) => `127.${octet}.${firstThird + Math.floor(index / 254)}.${1 + (index % 254)}`;
  let next = 0;

  function isOurs(address: string): boolean {
    const [first, second, third, fourth] = address.split('.').map(Number);
    return (
      first === 127 &&
      second === octet &&
      third! >= firstThird &&
      third! <= lastThird &&
      fourth! >= 1 &&
      fourth! <= 254
    );
  }

  return {
    allocate() {
      for (let tries = 0; tries < size; tries += 1) {
        const address = at(next);
        next = (next + 1) % size;
        if (taken.has(address)) continue;
        taken.add(address);
        return address;
      }
      throw new Error(`no free address left in ${at(0)} to ${at(size - 1)}`);
    },
    reserve(address) {
      if (!isOurs(address) || taken.has(address)) return false;
      taken.add(address);
      return true;
    },
    release(address) {
      taken.delete(address);
    },
  };
}
