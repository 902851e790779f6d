import { homedir } from 'node:os';

/** @returns undefined without `HOME` for a user without an entry in the user database, as in a container */
export function homeFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.HOME) return env.HOME;
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
