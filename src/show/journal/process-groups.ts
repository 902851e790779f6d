/**
 * The process groups of a player, recorded as files, so that the next player can end what a killed one left behind.
 * A file's name is the group's id, its content the start time of the group's leader.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageError } from '../../errors/storage-error.ts';
import { identify } from '../../system/process-identity.ts';

export class ProcessGroups {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(group: number): Promise<void> {
    const file = join(this.#folder, String(group));
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(file, startOf(group));
    } catch (cause) {
      throw storageError(cause, file);
    }
  }

  async remove(group: number): Promise<void> {
    await rm(join(this.#folder, String(group)), { force: true });
  }

  /** Ends the groups of a player that was killed. @returns how many there were */
  async sweep(): Promise<number> {
    const names = await readdir(this.#folder).catch(() => []);
    let ended = 0;
    for (const name of names) {
      const group = Number(name);
      const recorded = await readFile(join(this.#folder, name), 'utf8').catch(() => '');
      // The id may belong to another process by now: then the start time differs.
      const now = startOf(group);
      if (group > 1 && (now === '' || now === recorded) && signalGroup(group, 'SIGKILL')) ended += 1;
      await this.remove(group);
    }
    return ended;
  }
}

/** @returns false if the group no longer exists */
export function signalGroup(group: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

const startOf = (group: number) => identify(group)?.startedAt ?? '';
