import { homedir } from 'node:os';

/** @returns undefined for a user that the machine has no record of, as in a container, and without `HOME` */
export function homeFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.HOME) return env.HOME;
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
