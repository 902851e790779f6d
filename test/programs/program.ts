import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the bundled programs. */
    programs: string;
  }
}

/** Name of a program → its source. Containers have only the file of the hook itself. */
export const HOOK = { 'net-hook': 'src/embedded/network/hook.ts' };
export const PROGRAMS = {
  'cli-on-fake-stage': 'src/cli/main.ts',
  'operator-cli': 'test/operator/cli/cli-program.ts',
  docker: 'src/embedded/docker-cli/main.ts',
  kubectl: 'src/embedded/kubectl/main.ts',
  prometheus: 'src/embedded/prometheus/main.ts',
  redis: 'src/embedded/redis/main.ts',
};

/** The file of a program, for `node`, built for this run of the tests. */
export const program = (name: keyof typeof PROGRAMS | keyof typeof HOOK): string =>
  join(inject('programs'), `${name}.mjs`);
