/**
 * The real ports of listeners that could not bind their own address and port: one file `<address>_<port>` per
 * listener, with the real port. Containers write such files too (see hook.ts), so they are not cached.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFileSync } from '../../system/replace-file.ts';

export interface Target {
  host: string;
  port: number;
}

export interface PortMap {
  /** Undefined: nothing listens there. */
  resolve(address: string, port: number): Target | undefined;
  record(address: string, port: number, realPort: number): void;
  forget(address: string, port: number): void;
  forgetAddress(address: string): void;
}

const FIRST_UNPRIVILEGED_PORT = 1024;

export function createPortMap(folder: string, mode: 'loopback' | 'mapped'): PortMap {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = (address: string, port: number) => join(folder, `${address}_${port}`);

  function recorded(address: string, port: number): number | undefined {
    try {
      return Number(readFileSync(file(address, port), 'utf8'));
    } catch {
      return undefined;
    }
  }

  return {
    resolve(address, port) {
      if (mode === 'loopback') {
        const mappedPort = port < FIRST_UNPRIVILEGED_PORT ? recorded(address, port) : undefined;
        return { host: address, port: mappedPort ?? port };
      }
      const real = recorded(address, port);
      return real === undefined ? undefined : { host: '127.0.0.1', port: real };
    },
    record(address, port, realPort) {
      replaceFileSync(file(address, port), String(realPort));
    },
    forget(address, port) {
      rmSync(file(address, port), { force: true });
    },
    forgetAddress(address) {
      for (const name of readdirSync(folder)) {
        if (name.startsWith(`${address}_`)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}
