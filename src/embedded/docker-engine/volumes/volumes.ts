/** Volumes: folders of the home that outlive containers. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { checkName, newId } from '../names.ts';

export interface Volume {
  name: string;
  /** Absolute host folder with the data. */
  mountpoint: string;
  createdAt: string;
  anonymous: boolean;
}

const marker = 'anonymous';

export class Volumes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  list(): Volume[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .sort()
      .map((name) => this.get(name))
      .filter((volume) => volume !== undefined);
  }

  get(name: string): Volume | undefined {
    const mountpoint = join(this.#folder, name, '_data');
    if (!existsSync(mountpoint)) return undefined;
    return {
      name,
      mountpoint,
      createdAt: statSync(mountpoint).birthtime.toISOString(),
      anonymous: existsSync(join(this.#folder, name, marker)),
    };
  }

  /** Creates or finds a volume. Without a name it is anonymous and is removed with its container. */
  ensure(name?: string): Volume {
    if (name !== undefined) checkName('volume', name);
    const known = name === undefined ? undefined : this.get(name);
    if (known) return known;
    const own = name ?? newId();
    mkdirSync(join(this.#folder, own, '_data'), { recursive: true });
    if (name === undefined) writeFileSync(join(this.#folder, own, marker), '');
    return this.get(own) as Volume;
  }

  remove(name: string, users: string[]): void {
    if (!this.get(name)) throw new EngineError(`get ${name}: no such volume`);
    if (users.length > 0) {
      throw new EngineError(`remove ${name}: volume is in use - [${users.join(', ')}]`);
    }
    rmSync(join(this.#folder, name), { recursive: true, force: true });
  }
}

/** JSON that the engine keeps over restarts of the daemon. */
export class SavedJson<T> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(fallback: T): T {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8')) as T;
    } catch {
      return fallback;
    }
  }

  write(value: T): void {
    writeFileSync(this.#path, JSON.stringify(value), { mode: 0o600 });
  }
}
