import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../../embedded/index.ts';
import { packageRoot } from '../../package-root.ts';
import { UserError } from '../../user-error.ts';

/**
 * Writes the commands that go before the machine's own on a step's PATH: `pycont`, and a `docker` whose push brings
 * the image to where the cluster looks for it.
 * @returns the folder
 */
export function writeCommands(folder: string): string {
  const docker = findOnPath('docker');
  if (!docker) {
    throw new UserError(
      'There is no docker on this machine.',
      'Install a Docker Engine, or use --stage embedded.',
    );
  }
  const commands = join(folder, 'bin');
  const pycont = `${quote(process.execPath)} ${quote(join(packageRoot(), 'bin', 'pycont'))}`;
  mkdirSync(commands, { recursive: true, mode: 0o700 });
  write(join(commands, 'pycont'), `exec ${pycont} "$@"`);
  write(
    join(commands, 'docker'),
    `if [ "$1" = push ] && [ "$#" -eq 2 ]; then exec ${pycont} --stage cluster stage push "$2"; fi
exec ${quote(docker)} "$@"`,
  );
  return commands;
}

function write(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

/** One word for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
