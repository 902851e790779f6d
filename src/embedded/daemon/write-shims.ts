/** Writes the commands of the stage as executable files into a folder for PATH. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellQuote } from '../../notation/index.ts';

export interface WantedShims {
  docker?: boolean;
  /** Only if no kubectl is installed. */
  kubectl?: boolean;
  pycont?: boolean;
}

const programs: Record<keyof WantedShims, string[]> = {
  docker: ['docker.js'],
  kubectl: ['kubectl.js'],
  pycont: ['..', 'bin', 'pycont'],
};

/**
 * Writes the wanted ones and removes the others.
 * @param distFolder absolute folder of the bundled programs
 * @param env set for each of them, whatever the caller's environment says: a folder of shims belongs to one home
 */
export function writeShims(
  folder: string,
  wanted: WantedShims,
  nodeBinary: string,
  distFolder: string,
  env: Record<string, string>,
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, program] of Object.entries(programs)) {
    const file = join(folder, name);
    if (!wanted[name as keyof WantedShims]) {
      rmSync(file, { force: true });
      continue;
    }
    const settings = Object.entries(env).map(
      ([key, value]) => `${key}=${shellQuote(value)}\nexport ${key}\n`,
    );
    const command = `exec ${shellQuote(nodeBinary)} ${shellQuote(join(distFolder, ...program))} "$@"`;
    writeFileSync(file, `#!/bin/sh\n${settings.join('')}${command}\n`);
    chmodSync(file, 0o755);
  }
}
