/** A folder or file inside a volume, which what is in the volume cannot lead out of. */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ConfigError } from '../errors.ts';

/** Made as a folder if it does not exist. @throws ConfigError if it would be outside of the volume */
export function subPathOf(volume: string, sub: string): string {
  if (sub.startsWith('/') || sub.split('/').includes('..'))
    throw new ConfigError(`subPath "${sub}" must be a relative path that does not contain '..'`);
  const path = join(volume, sub);
  // A link may lead out: what stands there already is followed before anything is made.
  let present = path;
  while (!existsSync(present)) present = dirname(present);
  const [inside, root] = [realpathSync(present), realpathSync(volume)];
  if (inside !== root && !inside.startsWith(root + sep))
    throw new ConfigError(`subPath "${sub}" leads out of the volume`);
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
  return path;
}
