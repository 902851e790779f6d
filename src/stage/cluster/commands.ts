import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { shellQuote } from '../../notation/index.ts';
import { findOnPath } from '../../system/find-on-path.ts';
import { packageRoot } from '../../system/package-root.ts';
import { UserError } from '../../errors/user-error.ts';
import { CLUSTER } from '../../messages/index.ts';

export interface CommandOptions {
  /** Kube context. */
  context: string;
  /** The speaker confirmed a context that may be in use. */
  confirmed?: boolean | undefined;
  /** HOST[:PORT] that images go through. */
  registry?: string | undefined;
}

/**
 * Writes wrapper commands for PATH: `pycont`; a `docker` whose push loads the image into the cluster; with a registry, a
 * `kubectl` whose `set image` uses the name in the registry.
 * @param folder of the stage
 * @param path to search for the real programs; the PATH of a step already contains the wrappers
 * @returns the value of PATH for a step
 */
export function writeCommands(
  folder: string,
  { context, confirmed, registry }: CommandOptions,
  path: string = process.env.PATH ?? '',
): string {
  const commands = join(folder, 'bin');
  const others = path
    .split(delimiter)
    .filter((each) => resolve(each) !== resolve(commands))
    .join(delimiter);
  const docker = realProgram('docker', others);
  const pycont = `${shellQuote(process.execPath)} ${shellQuote(join(packageRoot(), 'bin', 'pycont'))}`;
  const stage = ['--stage', 'cluster', ...(confirmed ? ['--context', context, '--yes'] : [])]
    .map(shellQuote)
    .join(' ');
  mkdirSync(commands, { recursive: true, mode: 0o700 });
  write(join(commands, 'pycont'), `exec ${pycont} "$@"`);
  write(
    join(commands, 'docker'),
    `case "$#:$1:$2" in
  ${registry ? `2:push:${registry}/*) ;;\n  ` : ''}2:push:*) exec ${pycont} ${stage} stage push "$2" ;;
esac
exec ${shellQuote(docker)} "$@"`,
  );
  const kubectl = join(commands, 'kubectl');
  if (registry) write(kubectl, setImage(registry, docker, realProgram('kubectl', others)));
  else rmSync(kubectl, { force: true });
  return [commands, others].join(delimiter);
}

/** CONTAINER=IMAGE of `kubectl set image` becomes CONTAINER=HOST/IMAGE if that was pushed. */
function setImage(registry: string, docker: string, kubectl: string): string {
  return `case " $* " in *' set image '*)
  for word do
    shift
    case "$word" in
      -* | *=${registry}/*) ;;
      *=*)
        there=${registry}/\${word#*=}
        if ${shellQuote(docker)} image inspect "$there" >/dev/null 2>&1; then word="\${word%%=*}=$there"; fi ;;
    esac
    set -- "$@" "$word"
  done ;;
esac
exec ${shellQuote(kubectl)} "$@"`;
}

function realProgram(program: 'docker' | 'kubectl', path: string): string {
  const found = findOnPath(program, path);
  if (found) return found;
  throw new UserError(
    CLUSTER.noProgram({ program }),
    program === 'docker' ? CLUSTER.installEngine : CLUSTER.installKubectl,
  );
}

function write(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
