/** What the doctor can query on a machine. Tests have other machines. */
import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { NETWORK } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { findOnPath } from '../../../system/find-on-path.ts';
import { baseImages, errorLineIn, findAppProxy, freeEverywhere, routeOf } from '../../../stage/index.ts';
import type { BaseImages } from '../../../stage/index.ts';
import { pycontHome } from '../../settings.ts';

export interface Finding {
  /** `note`: the talk works, but differently. */
  level: 'good' | 'note' | 'bad';
  fact: Text;
  /** What to do. */
  remedy?: Text;
}

export interface Probe {
  /** Standard output, trimmed; undefined if the program is missing, fails, or takes too long. */
  ask(program: string, ...args: string[]): Promise<string | undefined>;
  /** Why the last `ask` with these words had no answer, if known. */
  complaint(program: string, ...args: string[]): Text | undefined;
  /** Whether the program exists, on PATH or by its path. */
  has(program: string): boolean;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  terminal: { isTTY?: boolean; columns?: number; rows?: number };
  /** Megabytes free for this user; undefined if the folder is not on this machine. */
  freeMegabytes(folder: string): Promise<number | undefined>;
  isPortFree(port: number): Promise<boolean>;
  /** The status of a registry's API (`/v2/`); undefined if nothing answers. */
  registryStatus(registry: string): Promise<number | undefined>;
  /** How the app is reached now, for people; undefined if it is not. */
  routeToApp(): Text | undefined;
  /** Images that the talk does not build itself. */
  baseImages(): Promise<BaseImages>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** At most two queries depend on each other, so that the doctor is done within ten seconds. */
const TIMEOUT_MS = 4_000;

const run = promisify(execFile);
const complaints = new Map<string, Text | undefined>();
const lineOf = (words: string[]): string => words.join('\0');

export const thisMachine: Probe = {
  async ask(program, ...args) {
    // Some programs ignore SIGTERM.
    const limits = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 24 } as const;
    try {
      const running = run(program, args, limits);
      // It must not wait for a user name and a password.
      running.child.stdin?.end();
      return (await running).stdout.trim();
    } catch (error) {
      complaints.set(lineOf([program, ...args]), complaintOf(error as ExecFileException));
      return undefined;
    }
  },
  complaint: (...words) => complaints.get(lineOf(words)),
  has: (program) =>
    (isAbsolute(program) ? findOnPath(basename(program), dirname(program)) : findOnPath(program)) !==
    undefined,
  env: process.env,
  platform: process.platform,
  terminal: process.stdout,
  async freeMegabytes(folder) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return Math.floor((bavail * bsize) / 1024 ** 2);
    } catch {
      return undefined;
    }
  },
  isPortFree: async (port) => (await freeEverywhere(port)) !== undefined,
  registryStatus: async (registry) =>
    (await httpStatus(`https://${registry}/v2/`)) ?? (await httpStatus(`http://${registry}/v2/`)),
  routeToApp() {
    const door = findAppProxy(join(pycontHome(), 'cluster'));
    return door && routeOf(door);
  },
  baseImages,
  now: Date.now,
};

function complaintOf({ killed, stderr = '' }: ExecFileException): Text | undefined {
  if (killed) return NETWORK.noAnswer({ ms: TIMEOUT_MS });
  return errorLineIn(stderr);
}

async function httpStatus(url: string): Promise<number | undefined> {
  try {
    const { status, body } = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS / 2) });
    await body?.cancel();
    return status;
  } catch {
    return undefined;
  }
}
